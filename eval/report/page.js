"use strict";
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function draw() {
  for (const node of document.querySelectorAll("[data-chart]")) {
    const { data, layout } = JSON.parse(document.getElementById(node.dataset.chart).textContent);
    layout.font = { color: css("--ink"), family: css("--sans"), size: 12 };
    for (const axis of [layout.xaxis, layout.yaxis]) {
      Object.assign(axis, { gridcolor: css("--line"), zerolinecolor: css("--line"), linecolor: css("--line") });
    }
    for (const trace of data) if (trace.error_x) trace.error_x.color = css("--ink");
    Plotly.react(node, data, layout, { displayModeBar: false, responsive: true });
  }
}

const rows = [...document.querySelectorAll(".q")];
const control = (id) => document.getElementById(id).value;

function filter() {
  const category = control("category"), right = control("right"), text = control("text").trim().toLowerCase();
  for (const row of rows) {
    row.hidden = Boolean((category && row.dataset.category !== category) || (right && row.dataset.right !== right)
      || (text && !row.textContent.toLowerCase().includes(text)));
  }
  document.getElementById("shown").textContent = `${rows.filter((row) => !row.hidden).length} / ${rows.length}`;
}

for (const id of ["category", "right", "text"]) document.getElementById(id).addEventListener("input", filter);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
filter();
draw();
