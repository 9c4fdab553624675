/* What is pasted from Word, WPS or a web page arrives as clean paragraphs. The server cleans again (showcase/tidying.py). */
"use strict";

const MOST_PASTED = 100000;
const DROPPED = new Set(["SCRIPT", "STYLE", "META", "LINK", "TITLE", "HEAD", "XML", "TEMPLATE", "NOSCRIPT"]);
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "BLOCKQUOTE", "H1", "H2", "H3", "H4", "H5", "H6", "DL", "DT",
  "DD", "FIGURE", "FIGCAPTION", "HEADER", "FOOTER", "MAIN", "PRE", "ADDRESS", "TR", "LI", "BODY"]);
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const ODD_SPACES = /[\t\u00a0\u2000-\u200a\u202f\u205f]/g;

function visibleText(text) {
  return text.replace(INVISIBLE, "").replace(ODD_SPACES, " ");
}

/* The line ends of HTML source mean nothing: between Chinese characters not even a space. */
function inline(text) {
  return visibleText(text).replace(/([!-~])[ ]*[\r\n]+[ ]*(?=[!-~])/g, "$1 ").replace(/\s*[\r\n]+\s*/g, "");
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function wordsOf(node) {
  const range = [];
  (function walk(one) {
    if (one.nodeType === Node.TEXT_NODE) range.push(inline(one.data));
    else if (one.nodeType === Node.ELEMENT_NODE && !DROPPED.has(one.tagName.toUpperCase())) {
      if (BLOCKS.has(one.tagName) || one.tagName === "BR") range.push(" ");
      one.childNodes.forEach(walk);
    }
  })(node);
  return range.join("").replace(/[ \u3000]+/g, " ").trim();
}

function tableOf(table) {
  const rows = [...table.rows].map((row) => {
    const cells = [...row.cells].map((cell) => {
      const tag = cell.tagName.toLowerCase();
      const spans = ["colspan", "rowspan"].filter((name) => Number(cell.getAttribute(name)) > 1)
        .map((name) => ` ${name}="${Number(cell.getAttribute(name))}"`).join("");
      return `<${tag}${spans}>${escaped(wordsOf(cell))}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table><tbody>${rows.join("")}</tbody></table>`;
}

function listOf(list) {
  const tag = list.tagName.toLowerCase();
  const items = [...list.children].filter((item) => item.tagName === "LI").map((item) => {
    const inner = [...item.querySelectorAll(":scope > ul, :scope > ol")];
    inner.forEach((one) => one.remove());
    return `<li>${escaped(wordsOf(item))}${inner.map(listOf).join("")}</li>`;
  });
  return `<${tag}>${items.join("")}</${tag}>`;
}

/* Styles go first: the page's own policy would complain of each, even in a document nobody sees. */
function withoutStyles(html) {
  return html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
}

/* The paragraphs of a piece of HTML, tables and lists among them. */
function paragraphsOf(html) {
  const found = [];
  let line = "";
  const end = () => {
    const text = line.split("\n").map((part) => part.replace(/^[ \u3000]+|[ \u3000]+$/g, "")).filter(Boolean).join("\n");
    if (text) found.push(text);
    line = "";
  };
  (function walk(node) {
    if (node.nodeType === Node.TEXT_NODE) { line += inline(node.data); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return;
    if (node.tagName === "TABLE") { end(); found.push(tableOf(node)); return; }
    if (node.tagName === "UL" || node.tagName === "OL") { end(); found.push(listOf(node)); return; }
    if (node.tagName === "BR") { line += "\n"; return; }
    if (BLOCKS.has(node.tagName)) end();
    node.childNodes.forEach(walk);
    if (BLOCKS.has(node.tagName)) end();
  })(new DOMParser().parseFromString(withoutStyles(html), "text/html").body);
  end();
  return found;
}

function plainParagraphs(text) {
  return Paragraphs.of(visibleText(text.replace(/\r\n?|\v|\u2028/g, "\n").replace(/\f|\u2029/g, "\n\n")))
    .map((piece) => piece.split("\n").map((line) => line.trim()).join("\n"));
}

function insertText(area, text) {
  area.focus();
  // The old command is the only one that leaves Ctrl+Z working.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    changed(area);
  }
}

document.addEventListener("paste", (event) => {
  const area = event.target;
  if (!area.matches || !area.matches("textarea[data-prose]")) return;
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const found = html ? paragraphsOf(html) : plainParagraphs(plain);
  const text = found.join("\n\n");
  if (!text && !plain) return;
  event.preventDefault();
  if (area.value.length + text.length > MOST_PASTED) {
    say(`没有粘贴：这一栏会超过 ${MOST_PASTED / 10000} 万字。请分几段粘贴，或分成几个章节。`);
    return;
  }
  insertText(area, text);
  say(found.length > 1 ? `已粘贴 ${found.length} 段。` : "已粘贴。");
});
