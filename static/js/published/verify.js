// Published site: a code typed leads to the page of its own.
(() => {
  const form = document.querySelector("[data-verify]");
  // As on paper: no I, L, O or U in a code; whoever reads them means 1, 0 or V.
  const meant = (typed) => typed.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  const follow = (typed) => {
    const code = meant(typed);
    if (/^[0-9A-HJKMNP-TV-Z]{10}$/.test(code)) location.assign(`${form.getAttribute("action")}${code}/`);
  };
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    follow(form.elements.code.value);
  });
  const asked = new URLSearchParams(location.search).get("code");
  if (form && asked) {
    form.elements.code.value = asked;
    follow(asked);
  }
})();
