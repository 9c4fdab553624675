/* A text cut into the paragraphs readers see, as showcase/prose.py cuts it; and the texts of the form. */
"use strict";

const Paragraphs = {
  BLANK_LINES: /\n[ \t\u3000]*(?:\n[ \t\u3000]*)+/,
  OPENED: /<(?:table|ul|ol)[\s>]/gi,
  CLOSED: /<\/(?:table|ul|ol)\s*>/gi,
  INDENTED: /\n(?=[ \u3000]*(?:\u3000[ \u3000]*\u3000| {4,}))/g,
  BEFORE_HTML: /\n(?=[ \u3000]*<(?:table|ul|ol)[\s>])/gi,

  of(text) {
    const tidied = text.replace(/\r\n/g, "\n").replace(this.INDENTED, "\n\n").replace(this.BEFORE_HTML, "\n\n");
    const cut = tidied.trim().split(this.BLANK_LINES).map((piece) => piece.trim());
    const whole = [];
    let unclosed = 0;
    for (const piece of cut) {
      if (unclosed > 0) {
        whole[whole.length - 1] += `\n\n${piece}`;
        unclosed += this.unclosed(piece);
      } else {
        whole.push(piece);
        unclosed = /^<(?:table|ul|ol)[\s>]/i.test(piece) ? this.unclosed(piece) : 0;
      }
    }
    return (unclosed > 0 ? cut : whole).filter(Boolean);
  },

  unclosed(piece) {
    return (piece.match(this.OPENED) || []).length - (piece.match(this.CLOSED) || []).length;
  },

  beginning(piece) {
    const text = piece.replace(/<[^>]*>/g, "").replace(/\s*\n\s*/g, "").trim();
    return text.length > 14 ? `${text.slice(0, 14)}……` : text;
  },
};

/* The rows of one kind that will be saved, in the order they stand. */
function rowsOf(prefix) {
  const rows = document.querySelectorAll(`#${prefix}-group .inline-related:not(.empty-form)`);
  return [...rows].filter((row) => !row.querySelector("input[name$=-DELETE]:checked"));
}

/* Lead and sections, each with its text, its name and what a photo's place calls it. */
function textsOfCase() {
  const texts = [{ row: null, area: document.getElementById("id_lead"), key: "lead", name: "导语" }];
  rowsOf("sections").forEach((row, index) => {
    const area = row.querySelector("textarea[name$=-body]");
    if (!area) return;
    const id = row.querySelector("input[name$=-id]").value;
    const heading = row.querySelector("input[name$=-heading]").value.trim();
    const key = id ? `section-${id}` : area.name.replace(/-body$/, "");
    texts.push({ row, area, key, name: heading ? `第 ${index + 1} 节“${heading}”` : `第 ${index + 1} 节` });
  });
  return texts.filter((text) => text.area);
}

/* Tell a screen reader, and whoever looks, what just happened. */
function say(words) {
  const place = document.getElementById("authoring-says");
  place.textContent = "";
  setTimeout(() => { place.textContent = words; }, 50);
}

function changed(element) {
  element.dispatchEvent(new Event("input", { bubbles: true }));
}
