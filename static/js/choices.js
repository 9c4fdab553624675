// Forms of choices: addresses without what was left empty, and a way on where a request fails.
"use strict";

const leftEmpty = (value) => value === "" || value === null;

document.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData.entries()]) if (leftEmpty(value)) formData.delete(name);
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of Object.entries(detail.parameters)) if (leftEmpty(value)) delete detail.parameters[name];
});

// Without an answer the page would stand still: ask in the old way, and the browser says what is wrong.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, ({ detail }) => {
    window.location.assign(detail.pathInfo.finalRequestPath || detail.pathInfo.requestPath);
  });
}
