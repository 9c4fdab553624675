// 长辈版: reads the page with the browser's own Chinese voice, where it has one. Nothing is sent anywhere.
(() => {
  const button = document.querySelector("[data-read-aloud]");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;

  const voice = () => speech.getVoices().find((one) => one.localService && /^(zh|cmn)/i.test(one.lang));
  const offer = () => { button.hidden = !voice(); };
  offer();
  speech.addEventListener?.("voiceschanged", offer);

  const passages = () => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, th, td, figcaption)")]
    .filter((one) => !one.closest("nav, form") && !one.querySelector("p, li, h1, h2, h3, dt, dd, td"))
    .map((one) => one.innerText.trim())
    .filter(Boolean);

  const said = (isReading) => {
    button.textContent = isReading ? "停止朗读" : "朗读";
    button.setAttribute("aria-pressed", String(isReading));
  };
  const stop = () => { speech.cancel(); said(false); };

  button.addEventListener("click", () => {
    if (speech.speaking || speech.pending) { stop(); return; }
    const texts = passages();
    said(true);
    texts.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice();
      utterance.lang = "zh-CN";
      utterance.rate = 0.9;
      if (index === texts.length - 1) utterance.onend = () => said(false);
      speech.speak(utterance);
    });
  });
  window.addEventListener("pagehide", stop);
})();
