/* Photos are placed by seeing the paragraphs, and stay with their paragraph while the text around it changes. */
"use strict";

const chosenPlaces = new WeakMap();

function placeNamed(value, texts) {
  const [key, number] = value.split(":");
  const text = texts.find((one) => one.key === key) || texts[0];
  const after = number === "" || number === undefined ? null : Number(number);
  return { row: text.row, after, words: after ? Paragraphs.of(text.area.value)[after - 1] : "" };
}

/* Where the chosen paragraph stands now: at its number, elsewhere in its section, or in another section. */
function placeNow(place, texts) {
  const home = texts.find((one) => one.row === place.row);
  if (!place.after || !place.words) return { text: home || texts[0], after: home ? place.after : null };
  for (const text of home ? [home, ...texts] : texts) {
    const pieces = Paragraphs.of(text.area.value);
    const found = text === home && pieces[place.after - 1] === place.words
      ? place.after - 1 : pieces.indexOf(place.words);
    if (found >= 0) return { text, after: found + 1 };
  }
  if (!home) return { text: texts[0], after: null };
  return { text: home, after: Math.min(place.after, Paragraphs.of(home.area.value).length) };
}

function option(value, words) {
  return new Option(words, value);
}

function placeOptions(texts) {
  return texts.map((text) => {
    const group = document.createElement("optgroup");
    group.label = text.name;
    group.append(option(`${text.key}:`, "放在最后"), option(`${text.key}:0`, "放在最前"));
    Paragraphs.of(text.area.value).forEach((piece, index) => {
      group.append(option(`${text.key}:${index + 1}`, `放在第 ${index + 1} 段之后：“${Paragraphs.beginning(piece)}”`));
    });
    return group;
  });
}

function refreshPlaces() {
  const texts = textsOfCase();
  if (!texts.length) return;
  const fresh = placeOptions(texts);
  for (const select of document.querySelectorAll("#photos-group .inline-related:not(.empty-form) select[name$=-place]")) {
    const known = chosenPlaces.get(select) || placeNamed(select.value, texts);
    const now = placeNow(known, texts);
    select.replaceChildren(...fresh.map((group) => group.cloneNode(true)));
    select.value = `${now.text.key}:${now.after === null ? "" : now.after}`;
    chosenPlaces.set(select, placeNamed(select.value, texts));
  }
}

/* “把一段移到……”: under every text, closed until it is wanted. */
function moverFor(area) {
  const mover = document.createElement("details");
  mover.className = "mover";
  mover.innerHTML = `<summary>移动一段……</summary><p class="mover__line"><label>把 <select class="mover__which"></select></label>
    <label>移到 <select class="mover__where"></select></label> <button type="button" class="button">移动</button></p>`;
  mover.addEventListener("toggle", () => mover.open && fillMover(mover, area));
  mover.querySelector("button").addEventListener("click", () => moveParagraph(mover, area));
  area.insertAdjacentElement("afterend", mover);
}

function fillMover(mover, area) {
  const which = mover.querySelector(".mover__which");
  const where = mover.querySelector(".mover__where");
  which.replaceChildren(...Paragraphs.of(area.value).map((piece, index) =>
    option(String(index), `第 ${index + 1} 段：“${Paragraphs.beginning(piece)}”`)));
  where.replaceChildren(option("up", "上一段之前"), option("down", "下一段之后"));
  for (const text of textsOfCase()) {
    if (text.area === area) continue;
    where.append(option(`${text.area.id}:first`, `${text.name} 开头`), option(`${text.area.id}:last`, `${text.name} 末尾`));
  }
}

function moveParagraph(mover, area) {
  const which = mover.querySelector(".mover__which");
  const where = mover.querySelector(".mover__where");
  const pieces = Paragraphs.of(area.value);
  const index = Number(which.value);
  const piece = pieces[index];
  if (piece === undefined || !which.value) return;
  pieces.splice(index, 1);
  if (where.value === "up" || where.value === "down") {
    pieces.splice(Math.max(0, where.value === "up" ? index - 1 : index + 1), 0, piece);
  } else {
    const [id, end] = where.value.split(":");
    const target = document.getElementById(id);
    const there = Paragraphs.of(target.value);
    target.value = (end === "first" ? [piece, ...there] : [...there, piece]).join("\n\n");
    changed(target);
  }
  area.value = pieces.join("\n\n");
  say(`“${Paragraphs.beginning(piece)}”已移到${where.selectedOptions[0].textContent}。`);
  changed(area);
  refreshPlaces();
  fillMover(mover, area);
}

function prepareText(area) {
  if (area && !area.nextElementSibling?.classList.contains("mover")) moverFor(area);
}

textsOfCase().forEach((text) => prepareText(text.area));
refreshPlaces();
let placesWaiting;
document.addEventListener("input", (event) => {
  if (!event.target.matches("#id_lead, #sections-group textarea, #sections-group input")) return;
  clearTimeout(placesWaiting);
  placesWaiting = setTimeout(refreshPlaces, 300);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("select[name$=-place]")) {
    chosenPlaces.set(event.target, placeNamed(event.target.value, textsOfCase()));
  } else if (event.target.matches("#sections-group input[name$=-DELETE]")) {
    refreshPlaces();
  }
});
document.addEventListener("formset:added", (event) => {
  if (event.detail.formsetName === "sections") prepareText(event.target.querySelector("textarea[name$=-body]"));
  refreshPlaces();
});
document.addEventListener("formset:removed", refreshPlaces);
document.addEventListener("authoring:reordered", refreshPlaces);
document.getElementById("casestudy_form").addEventListener("submit", refreshPlaces);
