/* Sections, photos and lessons change places by buttons or by dragging; the numbers follow. Without it one types them. */
"use strict";

const KINDS = {
  sections: { number: "position", noun: "节", title: "input[name$=-heading]" },
  photos: { number: "position", noun: "张图片", title: "input[name$=-caption]" },
  lessons: { number: "number", noun: "条", title: "input[name$=-statement]" },
};
let draggedRow = null;

function kindOf(row) {
  return row.closest(".inline-group").id.replace(/-group$/, "");
}

function numberField(row) {
  const field = row.querySelector(`input[name$=-${KINDS[kindOf(row)].number}]`);
  return field;
}

function titleOf(row) {
  const field = row.querySelector(KINDS[kindOf(row)].title);
  return (field && field.value.trim()) || "没有标题";
}

/* What stands in the bar of each row: “第 2 节”. */
function showNumbers(prefix) {
  rowsOf(prefix).forEach((row, index) => {
    const place = row.querySelector(".row-mover__place");
    if (place) place.textContent = `第 ${index + 1} ${KINDS[prefix].noun}`;
  });
}

function renumber(prefix) {
  rowsOf(prefix).forEach((row, index) => { numberField(row).value = index + 1; });
  showNumbers(prefix);
  const group = document.getElementById(`${prefix}-group`);
  group.dispatchEvent(new Event("authoring:reordered", { bubbles: true }));
  changed(group);
}

function moveRow(row, step, button) {
  const prefix = kindOf(row);
  const rows = rowsOf(prefix);
  const other = rows[rows.indexOf(row) + step];
  if (!other) {
    say(step < 0 ? "已经在最前面。" : "已经在最后面。");
    return;
  }
  if (step < 0) other.before(row); else other.after(row);
  renumber(prefix);
  button.focus();
  row.scrollIntoView({ block: "nearest" });
  say(`“${titleOf(row)}”现在是第 ${rowsOf(prefix).indexOf(row) + 1} ${KINDS[prefix].noun}，共 ${rows.length}。`);
}

function moveButton(row, step, sign, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "row-mover__button";
  button.textContent = sign;
  button.title = words;
  button.setAttribute("aria-label", `${words}：${titleOf(row)}`);
  button.addEventListener("click", () => moveRow(row, step, button));
  return button;
}

function prepareRow(row) {
  const bar = row.querySelector("h3");
  const field = numberField(row);
  if (!bar || !field || bar.querySelector(".row-mover")) return;
  const mover = document.createElement("span");
  const place = document.createElement("span");
  mover.className = "row-mover";
  place.className = "row-mover__place";
  const handle = document.createElement("span");
  handle.className = "row-mover__handle";
  handle.textContent = "⠿";
  handle.title = "拖动可以换位置";
  handle.setAttribute("aria-hidden", "true");
  handle.draggable = true;
  mover.append(handle, place, moveButton(row, -1, "↑", "上移"), moveButton(row, 1, "↓", "下移"));
  bar.prepend(mover);
  const box = field.closest(".form-multiline > div") || field.closest(".form-row");
  if (!box.querySelector(".errorlist")) box.classList.add("is-numbered");
}

function prepareRows(prefix) {
  document.querySelectorAll(`#${prefix}-group .inline-related:not(.empty-form)`).forEach(prepareRow);
  showNumbers(prefix);
}

/* After words were restored: the rows stand as their numbers say. */
function sortRows(prefix) {
  const rows = rowsOf(prefix);
  const sorted = [...rows].sort((one, other) => (numberField(one).value || 9999) - (numberField(other).value || 9999));
  sorted.forEach((row) => document.querySelector(`#${prefix}-group .empty-form`).before(row));
  showNumbers(prefix);
}

document.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".row-mover__handle")) return;
  draggedRow = event.target.closest(".inline-related");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  event.dataTransfer.setDragImage(draggedRow, 10, 10);
  draggedRow.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".inline-related:not(.empty-form)");
  if (!draggedRow || !over || over === draggedRow || kindOf(over) !== kindOf(draggedRow)) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(draggedRow); else over.after(draggedRow);
});
document.addEventListener("drop", (event) => { if (draggedRow) event.preventDefault(); });
document.addEventListener("dragend", () => {
  if (!draggedRow) return;
  draggedRow.classList.remove("is-dragged");
  renumber(kindOf(draggedRow));
  draggedRow = null;
});
document.addEventListener("formset:added", (event) => {
  if (!KINDS[event.detail.formsetName]) return;
  prepareRow(event.target);
  showNumbers(event.detail.formsetName);
});
document.addEventListener("formset:removed", (event) => KINDS[event.detail.formsetName] && showNumbers(event.detail.formsetName));
document.addEventListener("change", (event) => {
  if (!event.target.matches("input[name$=-DELETE]")) return;
  const row = event.target.closest(".inline-related");
  row.classList.toggle("is-leaving", event.target.checked);
  if (KINDS[kindOf(row)]) showNumbers(kindOf(row));
});
Object.keys(KINDS).forEach(prepareRows);
