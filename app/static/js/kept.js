// Keeps in this browser what somebody typed until the service has acknowledged it, and offers it again afterwards.
//
// <div id="kept" data-request="7" data-acknowledged="…"> stands on every page of a request. data-acknowledged is the key
// of the page whose save was committed ("all" after sending). Its <template> shows one text that is not saved.
// An entry, in localStorage under "radslag-kept:<request>:<question>":
//   {at, section, label, text, inputs: {name: [values]}, sent}; `sent` is the key of the page that carried it away.
// <form data-forget="7"> forgets the request's texts: shared computers keep nothing after signing out.
const PREFIX = "radslag-kept:";
const LONGEST = 30 * 24 * 3600 * 1000;
const NOT_TYPED = /-(?:seen-)?version$/;
const NOT_READ = /-(?:seen-version|version|quote|secret|secret-reason)$/;

const lines = (value) => String(value).replace(/\r\n?/g, "\n");

function entries(begin) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(begin))
      .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return []; // a browser that stores nothing, or a text that is not ours
  }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* nothing is stored then */ }
}

export function forgetAll(request) {
  for (const { key } of entries(`${PREFIX}${request}:`)) forget(key);
}

const inputsOf = (question) => [...question.querySelectorAll("input[name], select[name], textarea[name]")];
const isPicked = (input) => input.type === "radio" || input.type === "checkbox";

// What an input would send: as it stands now, or as the service rendered it.
function valuesOf(input, served) {
  if (isPicked(input)) return (served ? input.defaultChecked : input.checked) ? [input.value] : [];
  if (!input.options) return [served ? input.defaultValue : input.value];
  const chosen = [...input.options].filter((one) => (served ? one.defaultSelected : one.selected));
  return (chosen.length || input.multiple ? chosen : [...input.options].slice(0, 1)).map((one) => one.value);
}

function typed(question, served = false) {
  const found = {};
  for (const input of inputsOf(question)) (found[input.name] ??= []).push(...valuesOf(input, served).map(lines));
  return found;
}

function readable(question) {
  const parts = inputsOf(question).filter((input) => input.type !== "hidden" && !NOT_READ.test(input.name)).map((input) => {
    if (isPicked(input)) return input.checked ? input.labels?.[0]?.innerText ?? "" : "";
    return input.options ? input.selectedOptions[0]?.text ?? "" : input.value;
  });
  return parts.map((part) => part.trim()).filter(Boolean).join("\n");
}

function agree(one, other) {
  const names = Object.keys(one).filter((name) => !NOT_TYPED.test(name));
  return names.every((name) => other[name] && JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

const find = (page, key) => page.querySelector(`form[data-autosave] [data-question="${CSS.escape(key)}"]`);

class Kept {
  constructor(place) {
    this.place = place;
    this.begin = `${PREFIX}${place.dataset.request}:`;
  }

  // False where this browser stores nothing: then nothing may be promised.
  put(question) {
    const text = readable(question);
    const heading = question.querySelector("legend, label")?.cloneNode(true);
    heading?.querySelector(".label__note")?.remove();
    const label = heading?.textContent.trim() ?? "";
    const entry = { at: Date.now(), section: location.pathname, label, text, inputs: typed(question) };
    try {
      localStorage.setItem(this.begin + question.dataset.question, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  drop(question) {
    forget(this.begin + question.dataset.question);
  }

  // The page is sent by a button: what it carries is forgotten when the next page says that it was saved.
  leaving(form) {
    const page = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const field = form.elements["page-key"] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "page-key" }));
    field.value = page;
    for (const { key, ...entry } of this.all()) {
      if (!find(document, key.slice(this.begin.length))) continue;
      try { localStorage.setItem(key, JSON.stringify({ ...entry, sent: page })); } catch { /* it is kept as it was */ }
    }
  }

  all() {
    return entries(this.begin);
  }

  async offer(autosave) {
    const acknowledged = this.place.dataset.acknowledged;
    for (const { key, sent, at } of this.all()) {
      if (acknowledged === "all" || (sent && sent === acknowledged) || Date.now() - at > LONGEST) forget(key);
    }
    const pages = { [location.pathname]: document };
    for (const entry of this.all()) {
      const page = (pages[entry.section] ??= await fetched(entry.section));
      const question = page && find(page, entry.key.slice(this.begin.length));
      if (question && agree(entry.inputs, typed(question, true))) forget(entry.key);
      else if (question && page === document && agree(entry.inputs, typed(question))) autosave(question);
      else this.show(entry, page === document ? question : null, page && question);
    }
  }

  show(entry, here, elsewhere) {
    if (document.getElementById(entry.key)) return;
    const shown = this.place.querySelector("template").content.cloneNode(true).firstElementChild;
    shown.id = entry.key;
    shown.querySelector("[data-label]").textContent = entry.label;
    shown.querySelector("[data-text]").textContent = entry.text;
    const [use, open, drop] = ["use", "open", "drop"].map((name) => shown.querySelector(`[data-${name}]`));
    use.hidden = !here;
    open.hidden = Boolean(here) || !elsewhere;
    open.href = entry.section;
    use.addEventListener("click", () => { restore(here, entry.inputs); this.done(shown); });
    drop.addEventListener("click", () => { forget(entry.key); this.done(shown); });
    this.place.lastElementChild.append(shown);
    this.place.hidden = false;
  }

  done(shown) {
    shown.remove();
    this.place.hidden = !this.place.querySelector("[data-label]");
    if (this.place.hidden) document.getElementById("main").focus();
  }
}

// The version that was seen comes back too: where a colleague has saved since, the service shows both texts.
function restore(question, inputs) {
  const left = structuredClone(inputs);
  for (const input of inputsOf(question)) {
    const values = left[input.name];
    if (!values) continue;
    if (isPicked(input)) input.checked = values.includes(input.value);
    else if (input.multiple) for (const one of input.options) one.selected = values.includes(one.value);
    else if (values.length) input.value = values.shift();
  }
  const first = inputsOf(question).find((input) => input.type !== "hidden");
  first?.dispatchEvent(new Event("input", { bubbles: true }));
  first?.focus();
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

const place = document.getElementById("kept");
export const kept = place ? new Kept(place) : null;

for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", () => forgetAll(form.dataset.forget));
}
for (const note of document.querySelectorAll("[data-kept-note]")) note.hidden = !entries(PREFIX).length;
// Once the browser has put back what stood in the fields before the page was left.
addEventListener("pageshow", () => kept?.offer((question) => {
  question.querySelector("[name]:not([type=hidden])")?.dispatchEvent(new Event("input", { bubbles: true }));
}));
