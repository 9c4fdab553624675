/* The column beside the form: preview, source and open questions, one at a time; on a narrow screen in place of the form. */
"use strict";

const whole = document.querySelector(".authoring");
const tabs = [...document.querySelectorAll(".beside__tab")];
const panels = [...document.querySelectorAll(".beside__panel")];
const isWide = matchMedia("(min-width: 68.75rem)");

function choose(name) {
  const beside = name === "form" && isWide.matches ? "preview" : name;
  whole.dataset.shown = name === "form" ? "form" : "beside";
  panels.forEach((panel) => { panel.hidden = panel.id !== `panel-${beside}`; });
  tabs.forEach((tab) => {
    const isChosen = tab.id === `tab-${isWide.matches ? beside : name}`;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  });
  if (beside === "preview") document.dispatchEvent(new Event("authoring:shown"));
  if (beside === "source") fetchSource();
}

async function fetchSource() {
  const panel = document.getElementById("panel-source");
  if (panel.dataset.isRead) return;
  panel.dataset.isRead = "yes";
  const answer = await fetch(panel.dataset.source);
  const text = answer.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("source-text");
  if (text) panel.replaceChildren(document.importNode(text, true));
  else delete panel.dataset.isRead;
}

tabs.forEach((tab) => tab.addEventListener("click", () => choose(tab.id.replace("tab-", ""))));
document.querySelector(".beside__tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const shown = tabs.filter((tab) => tab.offsetParent);
  const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
  next.focus();
  next.click();
});
document.querySelector(".beside__tabs").hidden = false;
whole.classList.add("has-script");
isWide.addEventListener("change", () => choose("form"));
choose("form");
