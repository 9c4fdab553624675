/* What a document left open is ticked off without leaving the page. */
"use strict";

async function tick(form, box) {
  const who = form.querySelector(".open-questions__who");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } })
    .catch(() => null);
  const said = answer && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (!said || said.error) {
    box.checked = !box.checked;
    who.textContent = said ? said.error : "没有记下：请检查网络，或重新登录。";
    return;
  }
  form.closest("li").classList.toggle("is-settled", box.checked);
  who.textContent = box.checked ? `已决定：${said.by}` : "";
}

document.querySelectorAll(".open-questions form").forEach((form) => {
  form.querySelector("button").hidden = true;
  form.querySelector("input[name=settled]").addEventListener("change", (event) => tick(form, event.target));
  form.addEventListener("submit", (event) => event.preventDefault());
});
