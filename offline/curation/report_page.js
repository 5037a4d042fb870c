"use strict";
const data = JSON.parse(document.getElementById("rows").textContent);
const cards = [...document.querySelectorAll("article")];
let shown = "all";
let changed = false;

const standing = (row) => row.decision || row.suggested;

function draw(card) {
  const row = data.rows[Number(card.dataset.row)];
  const choice = standing(row);
  card.classList.toggle("rejected", choice === "reject");
  for (const button of card.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
  const said = card.querySelector(".choice span");
  if (said) said.textContent = row.decision ? "решил человек" : "предложено программой";
}

function fits(card) {
  const row = data.rows[Number(card.dataset.row)];
  if (shown === "all") return true;
  if (shown === "clean") return row.kinds === "";
  if (shown === "accept" || shown === "reject") return standing(row) === shown;
  if (shown === "person") return row.decision !== "";
  return row.kinds.split(" ").includes(shown);
}

function refresh() {
  let visible = 0;
  for (const card of cards) {
    card.hidden = !fits(card);
    visible += card.hidden ? 0 : 1;
  }
  const accepted = data.rows.filter((row) => standing(row) === "accept").length;
  document.getElementById("state").textContent =
    `Показано ${visible} из ${cards.length}. Принято ${accepted}, отклонено ${data.rows.length - accepted}.`;
}

for (const card of cards) {
  draw(card);
  for (const button of card.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const row = data.rows[Number(card.dataset.row)];
      row.decision = row.decision === button.value ? "" : button.value;
      changed = true;
      draw(card);
      refresh();
    });
  }
}

for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    shown = button.dataset.filter;
    for (const other of document.querySelectorAll("[data-filter]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    refresh();
  });
}

const cell = (text) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function table() {
  const lines = [data.columns, ...data.rows.map((row) => data.columns.map((name) => row[name]))];
  return "\ufeff" + lines.map((line) => line.map(cell).join(data.delimiter) + "\r\n").join("");
}

document.getElementById("download").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv" }));
  link.download = "decisions.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  changed = false;
});

window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

refresh();
