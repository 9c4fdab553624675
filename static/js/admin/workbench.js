/* Finding organisations while typing, and settling rows by number keys. Without it the buttons do the same. */
"use strict";

const planForm = document.querySelector(".plan-form");

function radioFor(fieldset, result) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const radio = document.createElement("input");
  item.className = "plan-row__found";
  radio.type = "radio";
  radio.name = fieldset.dataset.name;
  radio.value = `organization-${result.id}`;
  label.append(radio, ` ${result.text}`);
  item.append(label);
  return item;
}

async function search(field) {
  const fieldset = field.closest("fieldset");
  const words = field.value.trim();
  const address = new URL(planForm.dataset.search, location.href);
  address.search = new URLSearchParams({
    app_label: "awards", model_name: "importrow", field_name: "organization", term: words,
  });
  const answer = words ? await fetch(address) : null;
  if (field.value.trim() !== words || (answer && !answer.ok)) return;
  const results = answer ? (await answer.json()).results.slice(0, 8) : [];
  const chosen = fieldset.querySelector(".plan-row__found input:checked");
  for (const old of fieldset.querySelectorAll(".plan-row__found")) {
    if (!chosen || !old.contains(chosen)) old.remove();
  }
  const list = fieldset.querySelector(".plan-row__choices");
  for (const result of results) {
    if (!list.querySelector(`[value="organization-${result.id}"]`)) list.append(radioFor(fieldset, result));
  }
  if (words && !results.length) {
    const none = document.createElement("li");
    none.className = "plan-row__found";
    none.textContent = "没有找到。可以换个词，或用拼音首字母查找。";
    list.append(none);
  }
}

function chooseByNumber(event) {
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=radio]), select, textarea")) return;
  const row = event.target.closest(".plan-row");
  const radios = row ? row.querySelectorAll(".plan-row__choices input[type=radio]") : [];
  const radio = radios[Number(event.key) - 1];
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  radio.focus();
}

if (planForm) {
  let waiting;
  planForm.addEventListener("input", (event) => {
    if (!event.target.name || !event.target.name.endsWith("-asked")) return;
    clearTimeout(waiting);
    waiting = setTimeout(search, 250, event.target);
  });
  planForm.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.name && event.target.name.endsWith("-asked")) {
      event.preventDefault();
      search(event.target);
    } else {
      chooseByNumber(event);
    }
  });
  planForm.addEventListener("change", (event) => {
    if (event.target.value !== "create") return;
    const details = event.target.closest(".plan-row").querySelector(".plan-row__more");
    if (details) details.open = true;
  });
  const keys = planForm.querySelector(".plan-form__keys");
  if (keys) keys.hidden = false;
}
