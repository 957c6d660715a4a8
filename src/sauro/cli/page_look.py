"""How the page looks, and the little that its script adds: the links work without it."""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root{--paper:#faf9f6;--sheet:#fff;--ink:#1d2126;--soft:#5c6269;--rule:#e3e0d8;--tint:#f1eee7;--act:#173f5f;
--now:#fff3c4;--lead:#3f7cb3;--coop:#7a64b4;--due:#b9801b;--product:#a8527f;--target:#2f855a;--report:#0f7c86;
--cite:#8a8f96;--fact:#8a8f96;--find:#b3261e;--stop:#b3261e;--warn:#8a5a00;--ask:#173f5f}
@media (prefers-color-scheme:dark){:root{--paper:#15181c;--sheet:#1c2025;--ink:#e8e6e1;--soft:#a2a7ad;
--rule:#32373d;--tint:#23282e;--act:#8fc1e6;--now:#4a4020;--lead:#79b3e6;--coop:#b3a1ea;--due:#e0b15c;
--product:#e0a3c3;--target:#7fcda0;--report:#66c4cc;--cite:#878d94;--fact:#878d94;--find:#f0958e;--stop:#f0958e;
--warn:#e6bd6a;--ask:#8fc1e6}}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word;
font:400 .95rem/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","Liberation Sans",sans-serif;
font-variant-numeric:tabular-nums}
a{color:var(--act);text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--act);outline-offset:2px;border-radius:3px}
h1{font-size:1.3rem;line-height:1.3;font-weight:600;margin:0}
h2{font-size:1rem;font-weight:600;margin:1.6rem 0 .5rem}
section:first-child h2{margin-top:0}
.soft{color:var(--soft);font-weight:400}
.small,.soft{font-size:.88rem}
header{background:var(--sheet);border-bottom:1px solid var(--rule);padding:.8rem 1.4rem .6rem}
header p{margin:.15rem 0 0}
.subject{max-width:75rem}
.back{float:right;font-size:.88rem}
nav{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin-top:.5rem;font-size:.9rem}
nav b{font-weight:600;color:var(--soft)}
.source,.read{padding:1rem 1.4rem 4rem;min-width:0}
.paper,.card{background:var(--sheet);border:1px solid var(--rule);border-radius:8px}
.paper{padding:1.6rem 2rem;font:400 1.05rem/1.65 "Times New Roman","Liberation Serif",Tinos,serif}
.paper p{margin:.4rem 0}
.paper .c{text-align:center}.paper .r{text-align:right}.paper .b{font-weight:700}
.paper .aside{color:var(--soft);font-size:.9rem}
.paper .box{border:1px dashed var(--rule);padding:.2rem .5rem}
.paper .page{margin:1.2rem 0 .6rem;padding-top:.3rem;border-top:1px dashed var(--rule);color:var(--soft);
font:400 .78rem/1.4 system-ui,sans-serif;text-align:right}
.paper>.page:first-child{border:0;margin:0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
.paper table{font-size:.92rem;line-height:1.45;margin:.6rem 0}
.paper td{vertical-align:top;padding:.2rem .5rem;min-width:2.2rem}
.paper .ruled td{border:1px solid var(--rule)}
.paper td p{margin:.1rem 0}
.list td,.list th{padding:.5rem .8rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
.list th{font-size:.85rem;color:var(--soft);font-weight:600}
.list tr:last-child td{border-bottom:0}
.list .n{text-align:right}
.list{padding:1.2rem 1.4rem 4rem;max-width:80rem;margin:auto}
mark{background:none;color:inherit;scroll-margin-block:35vh}
mark a{color:inherit}
mark a:hover{text-decoration:none;background:var(--tint)}
mark,.legend span{border-bottom:var(--w,2px) var(--s,solid) var(--c)}
mark.k-task,mark.k-find,mark.k-cover{border-bottom:0}
mark.k-find{text-decoration:underline dotted var(--find);text-underline-offset:.25em}
.k-lead{--c:var(--lead)}.k-coop{--c:var(--coop)}.k-due{--c:var(--due)}.k-product{--c:var(--product)}
.k-target{--c:var(--target)}.k-report{--c:var(--report)}.k-cite{--c:var(--cite)}.k-fact{--c:var(--fact)}
.k-task,.k-find,.k-cover{--c:var(--rule)}
.k-cite,.k-fact{--w:1px;--s:dotted}
.path{font:600 .72rem/1.3 system-ui,sans-serif;
padding:.05rem .4rem;border:1px solid var(--rule);border-radius:99px;
background:var(--tint);color:var(--act)!important;white-space:nowrap;user-select:none}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:0 0 .7rem;font-size:.82rem;color:var(--soft)}
.card{padding:.7rem 1rem;margin:0 0 .7rem}
.card p{margin:.1rem 0 .3rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
.pair>div+div{border-left:1px solid var(--rule);padding-left:1rem}
.card .text{font-weight:500}
.card .text a{color:inherit}
ul.card{padding-left:2rem}ul.plain{list-style:none;padding-left:1rem}
li{margin:.3rem 0;scroll-margin-top:2rem}
.card,section{scroll-margin-top:1rem}
dl{display:grid;grid-template-columns:7.5rem 1fr;gap:.2rem .9rem;margin:.35rem 0 .1rem}
dt{color:var(--soft);font-size:.86rem;padding-top:.08rem}
dd{margin:0;min-width:0}
.v{scroll-margin-block:35vh}
.v:not(.k-task){box-shadow:inset 0 -2px 0 var(--c,var(--rule))}
.v.k-fact,.v.k-cite{box-shadow:inset 0 -1px 0 var(--rule)}
q{quotes:"“" "”"}
.places a{font-size:.88rem}
.chip{display:inline-block;border:1px solid currentColor;border-radius:99px;padding:0 .6rem;font-size:.78rem;
line-height:1.5;color:var(--soft)}
.chip.stop,.chip.error{color:var(--stop)}.chip.warn{color:var(--warn)}.chip.ask{color:var(--ask)}
mark:target,mark.now,.v:target,.v.now{background:var(--now)}
.card:target,li:target,.card:has(.v:target){border-color:var(--act)}
li:target{background:var(--now)}
@media screen and (min-width:52rem){
body.plan{display:flex;flex-direction:column;height:100vh;height:100dvh}
body.plan main{flex:1;min-height:0;display:grid;grid-template-columns:1.1fr 1fr}
body.plan .source,body.plan .read{overflow:auto}
.source{border-right:1px solid var(--rule)}
.jump{display:none}}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr))}
.compare .list{margin:0;max-width:none;padding-bottom:0}
.compare td,.compare th{min-width:6rem}
summary{cursor:pointer;padding:.4rem 0;color:var(--act)}
.k-added,.k-removed,.k-changed,.k-moved{--c:var(--find)}.k-filled{--c:var(--target)}.k-doubtful{--c:var(--due)}
@media screen and (max-width:52rem){
main{display:flex;flex-direction:column}.read{order:-1}
header,.source,.read,.list{padding-left:.9rem;padding-right:.9rem}
.paper{padding:1rem}.paper .ruled{min-width:36rem}.source{border-top:1px solid var(--rule)}}
@media screen and (max-width:30rem){.pair{grid-template-columns:1fr}
.pair>div+div{border-left:0;padding-left:0}dl{grid-template-columns:1fr;gap:0}dt{margin-top:.35rem}}
@media (prefers-reduced-motion:no-preference){.source,.read,html{scroll-behavior:smooth}}
@media print{
@page{size:A4;margin:15mm}
:root{--paper:#fff;--sheet:#fff;--ink:#000;--soft:#444;--rule:#bbb;--tint:#fff;--act:#000;--now:#fff}
html{font-size:9.5pt}.paper{font-size:11pt;padding:0;border:0}
nav,.legend,.back{display:none}
main{display:flex;flex-direction:column}.read{order:-1}
.source{break-before:page}
header,.source,.read{padding:0 0 4mm}
.card,li,tr{break-inside:avoid}ul.card{break-inside:auto}h2{break-after:avoid}}
"""

SCRIPT = """
(function(){
'use strict';
var lit=[];
function light(){
  var at=document.getElementById(decodeURIComponent(location.hash.slice(1)));
  lit.forEach(function(e){e.classList.remove('now')});
  var n=at&&at.getAttribute('data-n');
  lit=n===null||n===undefined?[]:[].slice.call(document.querySelectorAll('[data-n="'+n+'"]'));
  lit.forEach(function(e){e.classList.add('now')});
  if(!at||!matchMedia('(min-width:52rem)').matches)return;
  var pane=at.closest('.source,.read');
  var other=lit.filter(function(e){return e.id&&!pane.contains(e)})[0];
  if(other)other.scrollIntoView({block:'center'});
}
function step(by){
  var all=[].slice.call(document.querySelectorAll('.card .text a'));
  if(!all.length)return;
  var here=all.indexOf(document.activeElement);
  var next=all[here<0?(by>0?0:all.length-1):Math.max(0,Math.min(all.length-1,here+by))];
  next.focus();
  next.scrollIntoView({block:'center'});
  location.hash=next.getAttribute('href');
}
addEventListener('hashchange',light);
addEventListener('keydown',function(e){
  if(e.ctrlKey||e.altKey||e.metaKey)return;
  if(e.key==='j')step(1);
  if(e.key==='k')step(-1);
});
light();
})();
"""
