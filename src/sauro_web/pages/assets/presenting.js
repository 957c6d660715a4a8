// On the wall of a meeting room: arrows go on by a screen, and at its end to the next page or task.
import { typing } from "./keys.js";

const NEARLY = 0.85; // a screen, less what the eye needs to find its place again
const SLACK = 4; // pixels

export function present() {
  const leaving = document.querySelector("[data-presents]");
  if (!leaving) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event)) return;
    if (document.querySelector("dialog[open], details.menu[open], details.help[open]")) return;
    if (event.key === "ArrowRight" || event.key === "PageDown") go(event, 1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") go(event, -1);
    else if (event.key === "Escape" && location.hash !== "#side") leaving.requestSubmit(leaving.querySelector("button"));
  });
}

function go(event, way) {
  // A table or a source with a scroll bar of its own takes its arrows itself.
  if (event.target.closest?.(".review")) return;
  event.preventDefault();
  const page = document.scrollingElement;
  const left = way > 0 ? page.scrollHeight - page.clientHeight - page.scrollTop : page.scrollTop;
  if (left > SLACK) page.scrollBy({ top: way * page.clientHeight * NEARLY });
  else document.querySelector(way > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
}
