// Published site: search in the index that lies beside the page. Nothing is asked of another host.
(async () => {
  const place = document.querySelector("[data-search-index]");
  const query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 60);
  const box = document.getElementById("q");
  if (!place || !query) return;
  if (box) box.value = query;

  const SHOWN = 40;
  const kept = new Map();
  const read = (name) => {
    if (!kept.has(name)) kept.set(name, fetch(`${place.dataset.searchIndex}${name}.json`).then((answer) => answer.json()));
    return kept.get(name);
  };
  // As organizations.folding has it: width, case, quotes, brackets, dots, and what every name may begin with.
  const fold = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[\s\u200b-\u200d\ufeff"'“”‘’「」『』《》〈〉()[\]{}〔〕【】·•・‧.,、。\-–—_]+/g, "")
    .replace(/^(?:中国共产党|中共)?(?:上海市)?(?:长宁区)?/, "");
  const manifest = await read("manifest");
  const fileOf = (gram) => [...gram].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 1000003, 0) % manifest.files;
  const recordsOf = async (gram) => {
    let at = 0;
    return ((await read(`g${fileOf(gram)}`))[gram] || []).map((step) => (at += step));
  };
  const gramsOf = (word) => {
    const characters = [...word];
    return characters.length < 2 ? characters : characters.slice(1).map((one, index) => characters[index] + one);
  };

  const words = query.split(/[\s,，、;；]+/).map(fold).filter(Boolean);
  const lists = await Promise.all(words.flatMap(gramsOf).map(recordsOf));
  // A list that was cut says nothing of what it lacks.
  const whole = lists.filter((list) => list.length <= manifest.most);
  const wanted = whole.length ? whole : lists.slice(0, 1);
  const exact = await recordsOf(`=${words.join("")}`);
  const common = (wanted[0] || []).filter((number) => wanted.every((list) => list.includes(number)));
  const numbers = [...new Set([...exact, ...common])];

  const found = [];
  for (const number of numbers) {
    if (found.length > SHOWN) break;
    const record = (await read(`d${Math.floor(number / manifest.chunk)}`))[number % manifest.chunk];
    if (words.every((word) => record[4].includes(word))) found.push(record);
  }

  const line = ([title, path, summary, kind]) => {
    const item = document.createElement("li");
    item.className = "directory__item";
    const part = (name, text) => {
      const made = document.createElement("p");
      made.className = `directory__${name}`;
      made.textContent = text;
      item.append(made);
      return made;
    };
    const link = document.createElement("a");
    link.href = path;
    link.textContent = title;
    part("name", "").append(link);
    part("note", summary);
    part("count", kind);
    return item;
  };
  const cut = found.length > SHOWN || (!whole.length && lists.length);
  const status = place.querySelector("[data-search-status]");
  status.textContent = cut && found.length
    ? `“${query}”的结果很多，只列出前 ${Math.min(found.length, SHOWN)} 条；请再多写一两个字。`
    : `“${query}”共 ${found.length} 条`;
  status.hidden = false;
  place.querySelector("[data-search-results]").replaceChildren(...found.slice(0, SHOWN).map(line));
  place.querySelector("[data-search-help]").hidden = found.length > 0;
})();
