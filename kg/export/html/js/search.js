// The search box: a combobox over names, aliases, pinyin and English, with the keyboard.

const MAX_RESULTS = 20;

/** What is compared: small letters, no quotation or title marks. */
const plain = (text) => text.trim().toLowerCase().replace(/[“”"《》]/g, "");

const LATIN = /^[a-z0-9 '’ü]+$/;

/** How well a node answers: smaller is better, Infinity not at all. 十九六中 finds 十九届六中全会, sgys 四个意识. */
function answer(node, query) {
  const { names, spelt, initials } = node.search;
  if (names.some((name) => name === query)) return 0;
  if (names.some((name) => name.startsWith(query))) return 1;
  if (LATIN.test(query)) {
    const letters = query.replace(/[ '’]/g, "");
    if (spelt === letters || initials === letters) return 1;
    if (spelt.startsWith(letters) || initials.startsWith(letters)) return 2;
    if (letters.length > 2 && (syllableAt(node, letters) || initials.includes(letters))) return 3;
  }
  if (names.some((name) => name.includes(query))) return 2;
  if (query.length > 1 && query.length < 20 && names.some((name) => inOrder(query, name))) return 4;
  return Infinity;
}

/** Whether the letters begin with one of the name's syllables: yishi finds 四个意识. */
function syllableAt(node, letters) {
  const syllables = node.pinyin.split(" ");
  return syllables.some((_, i) => syllables.slice(i).join("").startsWith(letters));
}

function inOrder(query, name) {
  let at = -1;
  for (const character of query) {
    at = name.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** The box; `pick` takes what is chosen, and `passing()` tells whether the filters let a node be drawn. */
function makeSearch(model, pick, passing) {
  const input = byId("query");
  const list = byId("results");
  let found = [];
  let active = -1;
  for (const node of model.nodes) {
    const syllables = node.pinyin.split(" ");
    const names = [node.name, node.label, node.english, ...node.aliases].filter(Boolean).map((text) => plain(text.slice(0, 200)));
    node.search = { names, spelt: syllables.join(""), initials: syllables.map((syllable) => syllable[0] || "").join("") };
  }

  function look() {
    const query = plain(input.value);
    if (!query) return close();
    found = model.nodes
      .map((node) => ({ node, rank: answer(node, query) }))
      .filter(({ rank }) => rank < Infinity)
      .sort((a, b) => a.rank - b.rank || a.node.index - b.node.index)
      .slice(0, MAX_RESULTS)
      .map(({ node }) => node);
    active = found.length ? 0 : -1;
    draw();
  }

  function draw() {
    const drawn = found.filter(passing());
    const items = found.map((node, i) =>
      el("li", { id: "result-" + i, role: "option", "aria-selected": i === active ? "true" : "false", onmousedown: (event) => { event.preventDefault(); choose(i); } },
        sign(node.type), el("bdi", { class: "name" }, node.name), el("small", {}, !drawn.includes(node) && say("filtered") + " · ", say("times", whole(node.mentions)))));
    const told = found.length ? !drawn.length && say("allFiltered") : nothing();
    replace(list, items, told && el("li", { class: "none", role: "option", "aria-disabled": "true" }, told));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", "result-" + active);
    else input.removeAttribute("aria-activedescendant");
    if (active >= 0) list.children[active].scrollIntoView({ block: "nearest" });
  }

  function nothing() {
    const there = say("noResult", [...input.value.trim()].slice(0, 40).join(""), whole(model.nodes.length));
    return model.corpus.nodes > model.nodes.length ? there + say("noResultHere", whole(model.corpus.nodes)) : there;
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(i) {
    if (!found[i]) return;
    input.value = found[i].name.slice(0, 100);
    close();
    pick(found[i]);
  }

  const keys = {
    ArrowDown: () => { active = Math.min(found.length - 1, active + 1); draw(); },
    ArrowUp: () => { active = Math.max(0, active - 1); draw(); },
    Enter: () => choose(active),
    Escape: () => (list.hidden ? (input.value = "") : close()),
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", look);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key) || event.isComposing) return;
    event.preventDefault();
    if (list.hidden && event.key !== "Escape") look();
    else keys[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    input.focus();
  });
  return { relabel: () => { input.placeholder = say("search"); input.setAttribute("aria-label", say("search")); } };
}
