// Draws the charts of a page from the figures that it holds. A table beside each says the same in words, so
// that a page without this file lacks nothing but the picture.
import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  CalendarComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([
  AriaComponent, BarChart, CalendarComponent, GridComponent, HeatmapChart, LegendComponent, LineChart,
  MarkAreaComponent, MarkLineComponent, SVGRenderer, TooltipComponent, VisualMapComponent,
]);

const FONT = '"Be Vietnam Pro", sans-serif';
const NUMBER = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });
const NARROW = 600; // pixels, below which words are fewer
const MONTHS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
const DAYS = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];

const said = (value, unit) => (value === null || value === undefined ? "—" : `${NUMBER.format(value)} ${unit}`);

function colours() {
  const root = getComputedStyle(document.documentElement);
  const of = (name) => root.getPropertyValue(`--${name}`).trim();
  return {
    act: of("act"), ink: of("ink"), soft: of("soft"), rule: of("rule"), late: of("late"), sheet: of("sheet"),
    tint: of("tint"), edge: of("edge"), actSoft: of("act-soft"), near: of("near-soft"),
  };
}

function common(look) {
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: false } },
    textStyle: { fontFamily: FONT, color: look.ink },
    tooltip: {
      renderMode: "richText", // elements with a style of their own are not let through
      backgroundColor: look.sheet, borderColor: look.edge, textStyle: { color: look.ink, fontFamily: FONT },
    },
  };
}

function axes(look, chart) {
  const line = { lineStyle: { color: look.edge } };
  return {
    xAxis: {
      type: "category", data: chart.categories, axisLine: line, axisTick: { show: false },
      axisLabel: { color: look.soft, fontFamily: FONT },
    },
    yAxis: {
      type: "value", min: 0, max: chart.percent ? 100 : chart.most ?? undefined, minInterval: chart.percent ? undefined : 1,
      axisLabel: { color: look.soft, fontFamily: FONT, formatter: (value) => said(value, chart.percent ? "%" : "").trim() },
      splitLine: { lineStyle: { color: look.rule } },
    },
  };
}

function trend(chart, look, narrow) {
  const before = chart.before && {
    name: chart.before_name, type: "line", data: chart.before, symbol: "none", color: look.edge,
    lineStyle: { type: "dashed", color: look.edge, width: 2 },
  };
  const target = chart.target !== null && {
    symbol: "none", silent: true, lineStyle: { color: look.late, width: 1.5, type: "solid" },
    data: [{ yAxis: chart.target }],
    label: { position: "insideStartTop", color: look.late, fontFamily: FONT, formatter: chart.target_name },
  };
  const end = chart.end && {
    silent: true, itemStyle: { color: look.near, opacity: 0.7 },
    data: [[{ xAxis: chart.categories[chart.categories.length - 2], yAxis: chart.end[0] }, { xAxis: chart.categories.at(-1), yAxis: chart.end[1] }]],
  };
  const now = {
    name: chart.now_name, type: "line", data: chart.now, color: look.act, symbolSize: 6, connectNulls: true,
    lineStyle: { width: 2.5 }, areaStyle: chart.percent ? undefined : { color: look.actSoft, opacity: 0.5 },
    markLine: target || undefined, markArea: end || undefined,
  };
  return {
    ...common(look),
    ...axes(look, chart),
    grid: { left: 8, right: 16, top: narrow ? 64 : 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: look.ink, fontFamily: FONT }, itemGap: narrow ? 8 : 20 },
    tooltip: { ...common(look).tooltip, trigger: "axis", valueFormatter: (value) => said(value, chart.unit) },
    series: before ? [now, before] : [now],
  };
}

function heat(chart, look, narrow) {
  const most = Math.max(1, ...chart.days.map(([, many]) => many));
  return {
    ...common(look),
    tooltip: {
      ...common(look).tooltip,
      formatter: ({ value: [day, many] }) => `${day.split("-").reverse().join("/")}: ${said(many, chart.unit)}`,
    },
    visualMap: {
      min: 0, max: most, calculable: false, orient: "horizontal", left: 0, bottom: 0, itemWidth: 12, itemHeight: 80,
      inRange: { color: [look.tint, look.act] }, text: [String(most), "0"], textStyle: { color: look.soft, fontFamily: FONT },
    },
    calendar: {
      range: String(chart.year), orient: narrow ? "vertical" : "horizontal", top: narrow ? 40 : 28,
      left: narrow ? 48 : 32, right: 8, bottom: narrow ? 48 : undefined,
      cellSize: narrow ? ["auto", 13] : ["auto", 16],
      itemStyle: { color: look.sheet, borderColor: look.rule, borderWidth: 1 },
      splitLine: { lineStyle: { color: look.edge } },
      yearLabel: { show: false },
      monthLabel: { nameMap: MONTHS, color: look.soft, fontFamily: FONT },
      dayLabel: { firstDay: 1, nameMap: DAYS, color: look.soft, fontFamily: FONT },
    },
    series: [{ type: "heatmap", coordinateSystem: "calendar", data: chart.days }],
  };
}

function ranking(chart, look, narrow) {
  const names = chart.rows.map((row) => row.name);
  return {
    ...common(look),
    grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
    xAxis: {
      type: "value", min: chart.percent ? undefined : 0, splitLine: { lineStyle: { color: look.rule } },
      axisLabel: { color: look.soft, fontFamily: FONT, formatter: (value) => said(value, chart.percent ? "%" : "").trim() },
    },
    yAxis: {
      type: "category", inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: look.edge } },
      axisLabel: { color: look.ink, fontFamily: FONT, width: narrow ? 110 : 240, overflow: "truncate" },
    },
    tooltip: { ...common(look).tooltip, trigger: "item", valueFormatter: (value) => said(value, chart.unit) },
    series: [{
      type: "bar", data: chart.rows.map((row) => row.value), color: look.act, barMaxWidth: 18,
      label: { show: true, position: "right", color: look.ink, fontFamily: FONT, formatter: ({ value }) => said(value, chart.percent ? "%" : "").trim() },
      markLine: chart.target === null ? undefined : {
        symbol: "none", silent: true, lineStyle: { color: look.late, width: 1.5 }, label: { show: false },
        data: [{ xAxis: chart.target }],
      },
    }],
  };
}

const KINDS = { trend, heat, ranking };

function height(chart, narrow) {
  if (chart.kind === "ranking") return `${Math.max(8, chart.rows.length * 1.75 + 3)}rem`;
  if (chart.kind === "heat") return narrow ? "52rem" : "13rem";
  return "19rem";
}

function show(figure) {
  const chart = JSON.parse(figure.dataset.chart);
  const box = figure.querySelector(".chart-box");
  figure.hidden = false;
  let drawn = null;
  const draw = () => {
    const narrow = box.clientWidth < NARROW;
    box.style.height = height(chart, narrow);
    drawn ??= init(box, null, { renderer: "svg" });
    drawn.resize();
    drawn.setOption(KINDS[chart.kind](chart, colours(), narrow), true);
  };
  draw();
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    draw();
  }).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  figure.querySelector("[data-saves-chart]")?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = drawn.getDataURL({ type: "svg" });
    link.download = `${chart.name}.svg`;
    link.click();
  });
}

document.fonts.load(`1em ${FONT}`).finally(() => document.querySelectorAll("[data-chart]").forEach(show));
