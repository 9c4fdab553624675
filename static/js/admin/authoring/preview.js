/* The page readers would see, made anew shortly after typing stops. Nothing is saved by looking. */
"use strict";

const authoring = document.querySelector(".authoring");
const frame = document.querySelector(".beside__frame");
const previewState = document.getElementById("preview-state");
const previewForm = document.getElementById("casestudy_form");
let previewWaiting;
let asked = null;
let shownOnce = false;

function typedWithoutFiles() {
  const data = new FormData(previewForm);
  for (const name of new Set(data.keys())) {
    if (data.get(name) instanceof File) data.delete(name);
  }
  return data;
}

/* Only the article changes: the frame neither flickers nor loses its place. */
function show(html) {
  if (!shownOnce) {
    frame.srcdoc = html;
    frame.addEventListener("load", () => {
      frame.contentDocument.addEventListener("click", stayInside);
      bringUp(frame.contentDocument.querySelector("main"));
    }, { once: true });
    shownOnce = true;
    return;
  }
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  const shown = frame.contentDocument?.querySelector("main");
  if (fresh && shown) shown.replaceWith(frame.contentDocument.importNode(fresh, true));
}

/* Not scrollIntoView: that moves the page around the frame as well, from under the hand. */
function bringUp(element) {
  if (element) frame.contentWindow.scrollTo(0, element.getBoundingClientRect().top + frame.contentWindow.scrollY);
}

/* A link in the preview leads nowhere but within it: the form beside it is not saved. */
function stayInside(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  event.preventDefault();
  const target = link.getAttribute("href").startsWith("#") && frame.contentDocument.getElementById(link.hash.slice(1));
  bringUp(target);
}

async function refreshPreview() {
  if (!frame.offsetParent) return;
  asked?.abort();
  asked = new AbortController();
  previewState.textContent = "正在更新……";
  try {
    const answer = await fetch(authoring.dataset.preview, { method: "POST", body: typedWithoutFiles(), signal: asked.signal });
    if (answer.redirected || answer.status === 403) {
      previewState.textContent = "登录已过期。文字留在这一页：请在新窗口登录，再回来保存。";
    } else if (!answer.ok) {
      previewState.textContent = "预览没有更新：内容可能太长，请分成几节。";
    } else {
      show(await answer.text());
      previewState.textContent = `已更新（${new Date().toLocaleTimeString("zh-CN", { hour12: false })}）。没有保存的内容，读者看不到。`;
    }
  } catch (error) {
    if (error.name !== "AbortError") previewState.textContent = "预览没有更新，请检查网络。";
  }
}

function refreshSoon() {
  clearTimeout(previewWaiting);
  previewWaiting = setTimeout(refreshPreview, 500);
}

/* The preview follows the section one writes in. */
previewForm.addEventListener("focusin", (event) => {
  const row = event.target.closest("#sections-group .inline-related");
  if (!row || !shownOnce) return;
  bringUp(frame.contentDocument?.getElementById(`section-${rowsOf("sections").indexOf(row) + 1}`));
});
for (const kind of ["input", "change", "authoring:reordered", "formset:removed"]) {
  document.addEventListener(kind, (event) => previewForm.contains(event.target) && refreshSoon());
}
document.addEventListener("authoring:shown", refreshPreview);
