/* Words are not lost: a warning before leaving, and a copy in this browser tab until the server has them. */
"use strict";

const caseForm = document.getElementById("casestudy_form");
const draftPlace = `case-draft:${location.pathname}`;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "draft_key", "version", "touched"]);
let isLeavingOnPurpose = false;
let draftWaiting;

function fieldsNow() {
  const fields = [];
  for (const field of caseForm.elements) {
    if (!field.name || NOT_KEPT.has(field.name) || field.type === "file" || field.type === "submit") continue;
    if (field.name.includes("__prefix__")) continue;
    const isTick = field.type === "checkbox" || field.type === "radio";
    const label = field.tagName === "SELECT" && field.selectedOptions[0] ? field.selectedOptions[0].textContent : "";
    fields.push([field.name, isTick ? field.checked : field.value, label]);
  }
  return fields;
}

function contentOf(fields) {
  const said = fields.filter(([name, value]) => value !== "" && value !== false && !/-(TOTAL|INITIAL)_FORMS$/.test(name));
  return JSON.stringify(said.map(([name, value]) => [name, String(value).replace(/\r\n/g, "\n")]).sort());
}

const contentAtFirst = contentOf(fieldsNow());
const wasUnsaved = "unsaved" in document.querySelector(".authoring").dataset;
caseForm.elements.draft_key.value = `${Date.now()}-${Math.random().toString(36).slice(2, 10)}`;

const valuesAtFirst = new Map(fieldsNow().map(([name, value]) => [name, value]));

/* So that the server can tell what one wrote from what only stood there. A page that came back counts as a whole. */
function nameTouched() {
  const names = fieldsNow().filter(([name, value]) => valuesAtFirst.get(name) !== value).map(([name]) => name);
  caseForm.elements.touched.value = wasUnsaved ? "" : names.join(" ") || "-";
}

function isDirty() {
  return wasUnsaved || contentOf(fieldsNow()) !== contentAtFirst;
}

function keepDraft() {
  clearTimeout(draftWaiting);
  if (!isDirty()) return;
  const draft = {
    at: new Date().toLocaleString("zh-CN"),
    key: caseForm.elements.draft_key.value,
    version: caseForm.elements.version.value,
    fields: fieldsNow(),
  };
  try {
    sessionStorage.setItem(draftPlace, JSON.stringify(draft));
  } catch {
    // No room or not allowed: the warning before leaving still stands.
  }
}

function keptDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(draftPlace));
  } catch {
    return null;
  }
}

/* Rows are found again by their key; those that are new, or gone from the page, are added. */
function rowNames(draft) {
  const names = new Map();
  for (const [name, value] of draft.fields) {
    const match = /^(\w+)-(\d+)-id$/.exec(name);
    if (!match) continue;
    const [, prefix, number] = match;
    const same = value && [...document.querySelectorAll(`input[name^="${prefix}-"][name$="-id"]`)]
      .find((field) => field.value === value && !field.name.includes("__prefix__"));
    if (same) {
      names.set(`${prefix}-${number}`, same.name.replace(/-id$/, ""));
    } else {
      document.querySelector(`#${prefix}-group .add-row a`)?.click();
      const rows = document.querySelectorAll(`#${prefix}-group .inline-related:not(.empty-form)`);
      const added = rows[rows.length - 1]?.querySelector("input[name$=-id]");
      if (added) names.set(`${prefix}-${number}`, added.name.replace(/-id$/, ""));
    }
  }
  return names;
}

function putBack(field, value, label) {
  if (field.type === "checkbox" || field.type === "radio") {
    field.checked = value;
    return;
  }
  if (field.tagName === "SELECT" && value && ![...field.options].some((one) => one.value === value)) {
    field.append(new Option(label, value));
  }
  field.value = value;
  if (field.tagName === "SELECT") window.django?.jQuery(field).trigger("change");
}

function restore(draft) {
  const names = rowNames(draft);
  for (const [name, value, label] of draft.fields) {
    const match = /^(\w+-\d+)-(\w+)$/.exec(name);
    if (/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name) || (match && (match[2] === "id" || match[2] === "case"))) continue;
    const field = caseForm.elements[match && names.has(match[1]) ? `${names.get(match[1])}-${match[2]}` : name];
    if (field && !(field instanceof RadioNodeList)) putBack(field, value, label);
  }
  // The version the words were written over: who saved since is told when they are saved.
  caseForm.elements.version.value = draft.version;
  ["sections", "photos", "lessons"].forEach(sortRows);
  refreshPlaces();
  changed(caseForm);
}

function offer(draft) {
  const box = document.createElement("div");
  box.className = "kept-draft";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `这个窗口里有上次没有保存的文字（${draft.at}）。`;
  const back = document.createElement("button");
  const away = document.createElement("button");
  back.type = away.type = "button";
  back.className = "button default";
  away.className = "button";
  back.textContent = "恢复这些文字";
  away.textContent = "不要了";
  back.addEventListener("click", () => {
    restore(draft);
    box.remove();
    say("已恢复，还没有保存。");
  });
  away.addEventListener("click", () => {
    sessionStorage.removeItem(draftPlace);
    box.remove();
  });
  box.append(words, back, away);
  document.querySelector(".authoring__form").prepend(box);
}

const keptBefore = keptDraft();
if (keptBefore) {
  const isSaved = document.querySelector(".authoring").dataset.savedDrafts.split(" ").includes(keptBefore.key);
  if (isSaved || contentOf(keptBefore.fields) === contentAtFirst) sessionStorage.removeItem(draftPlace);
  else offer(keptBefore);
}

for (const kind of ["input", "change"]) {
  caseForm.addEventListener(kind, () => {
    clearTimeout(draftWaiting);
    draftWaiting = setTimeout(keepDraft, 800);
  });
}
caseForm.addEventListener("submit", (event) => {
  keepDraft();
  nameTouched();
  isLeavingOnPurpose = event.submitter?.formTarget !== "_blank";
});
window.addEventListener("pageshow", () => { isLeavingOnPurpose = false; });
window.addEventListener("beforeunload", (event) => {
  if (isLeavingOnPurpose || !isDirty()) return;
  keepDraft();
  event.preventDefault();
  event.returnValue = "";
});
