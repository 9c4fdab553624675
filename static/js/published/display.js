// Published site: the switch to 长辈版 and back. Read before the page is drawn, so that nothing jumps.
(() => {
  const key = "display";
  const kept = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const show = (display) => {
    if (display === "elder") document.documentElement.dataset.display = "elder";
    else delete document.documentElement.dataset.display;
  };
  show(kept());

  document.addEventListener("DOMContentLoaded", () => {
    const tools = document.querySelector("[data-display-switch]");
    if (!tools) return;
    const buttons = [...tools.querySelectorAll("[data-display-to]")];
    const offer = (display) => {
      buttons.forEach((button) => { button.hidden = button.dataset.displayTo === (display === "elder" ? "elder" : "standard"); });
    };
    offer(kept());
    tools.hidden = false;
    buttons.forEach((button) => button.addEventListener("click", () => {
      const display = button.dataset.displayTo;
      try { localStorage.setItem(key, display); } catch { /* It holds for this page. */ }
      show(display);
      offer(display);
      buttons.find((one) => !one.hidden)?.focus();
    }));
  });
})();
