/* Photos by the dozen: each file is sent by itself, and becomes a row above. Without it they go with the form. */
"use strict";

const page = document.querySelector(".authoring");
const drop = document.querySelector(".photo-drop");
const MOST_BYTES = 20 * 1024 * 1024;
const REFUSALS = {
  413: "图片太大，请缩小后再上传。",
  503: "没有收入：服务器现在不能保存。文字还在，请稍后再传；一直这样，请告诉运维人员磁盘可能满了或者只能读。",
};
let uploading = 0;
let uploadQueue = Promise.resolve();

function progressFor(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  const bar = document.createElement("progress");
  name.className = "photo-drop__name";
  name.textContent = file.name;
  state.className = "photo-drop__state";
  state.textContent = "等待上传";
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${file.name} 上传进度`);
  item.append(name, bar, state);
  drop.querySelector(".photo-drop__list").append(item);
  return { item, bar, state };
}

function send(file, shown) {
  const form = document.getElementById("casestudy_form");
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("version", form.elements.version.value);
  data.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", page.dataset.photos);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      shown.bar.value = event.loaded / event.total;
      shown.state.textContent = event.loaded < event.total ? "正在上传" : "正在处理";
    });
    request.addEventListener("load", () => resolve(request.response || {
      error: REFUSALS[request.status] || "没有收入：登录可能已经过期。文字还在，请在新窗口登录后再传。",
    }));
    request.addEventListener("error", () => resolve({ error: "没有传上去，请检查网络后再选一次。" }));
    request.send(data);
  });
}

/* The row of a photo that is on record already: its key makes the server find it again. */
function addRow(photo, file) {
  document.querySelector("#photos-group .add-row a")?.click();
  const row = [...document.querySelectorAll("#photos-group .inline-related:not(.empty-form)")].pop();
  row.querySelector("input[name$=-id]").value = photo.id;
  row.querySelector("input[name$=-position]").value = photo.position;
  const picture = document.createElement("img");
  picture.className = "photo-preview";
  picture.src = photo.picture;
  picture.alt = file.name;
  row.querySelector(".field-shown .readonly")?.replaceChildren(picture);
  const leave = document.createElement("span");
  leave.className = "delete";
  const prefix = row.querySelector("input[name$=-id]").name.replace(/-id$/, "");
  leave.innerHTML = `<input type="checkbox" name="${prefix}-DELETE" id="id_${prefix}-DELETE"> <label for="id_${prefix}-DELETE">删除</label>`;
  row.querySelector(".inline-deletelink")?.closest("span, div")?.replaceWith(leave);
  row.classList.add("is-uploaded");
  row.dispatchEvent(new Event("authoring:reordered", { bubbles: true }));
  changed(row.querySelector("input[name$=-id]"));
}

async function upload(file) {
  const shown = progressFor(file);
  uploading += 1;
  const answer = file.size > MOST_BYTES
    ? { error: "图片超过 20 MB，请缩小或压缩后再上传。" } : await (uploadQueue = uploadQueue.then(() => send(file, shown)));
  uploading -= 1;
  shown.bar.remove();
  shown.item.classList.add(answer.error ? "is-refused" : "is-kept");
  shown.state.textContent = answer.error || "已收入，请在上面填写说明和替代文字，再按保存。";
  if (!answer.error) {
    addRow(answer, file);
    document.getElementById("casestudy_form").elements.version.value = answer.version;
  }
  say(`${file.name}：${shown.state.textContent}`);
}

if (drop && page.dataset.photos) {
  const input = drop.querySelector("input[type=file]");
  drop.querySelector(".photo-drop__plain").hidden = true;
  drop.querySelector(".photo-drop__scripted").hidden = false;
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    files.forEach(upload);
  });
  drop.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    [...event.dataTransfer.files].forEach(upload);
  });
  document.getElementById("casestudy_form").addEventListener("submit", (event) => {
    if (!uploading || event.submitter?.formTarget === "_blank") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(`还有 ${uploading} 张图片正在上传，传完再保存。`);
  });
}
