// The form builder without waiting for pages: the same buttons and the same addresses, and only what changed is redrawn.
//
// [data-swap="name"]: what is taken from the page that an address answers with.
// Alt with an arrow moves the question that has focus, Ctrl+Z takes the last change back, and the list can be dragged.
import { writeQuestion, writeTexts } from "./builder-writing.js";
import { makeDraggable } from "./builder-drag.js";
import "./presence.js";

const list = document.querySelector("[data-swap=list]");
const said = document.querySelector("[data-said]");
let open = null; // the question that is being written in the list
let turn = Promise.resolve();

async function fetched(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { Accept: "text/html" } });
  // The other page's head has a style of its own nonce, which this page's policy would complain of.
  const body = (await answer.text()).replace(/<head>[^]*?<\/head>/, "");
  return { answer, page: new DOMParser().parseFromString(body, "text/html") };
}

// Where focus is, said in a way that holds over redrawing.
function focused() {
  const at = document.activeElement;
  const item = at?.closest("[data-key]");
  return {
    top: item?.getBoundingClientRect().top,
    item: item?.id,
    address: at?.getAttribute("formaction") ?? at?.getAttribute("href"),
    value: at?.value,
  };
}

function refocus({ top, item, address, value }) {
  const inside = (item && document.getElementById(item)) ?? null;
  if (inside && top !== undefined) scrollBy({ top: inside.getBoundingClientRect().top - top, behavior: "instant" });
  const same = [...document.querySelectorAll(`[formaction="${CSS.escape(address ?? "")}"], a[href="${CSS.escape(address ?? "")}"]`)];
  const target = same.find((one) => one.value === value) ?? same[0] ?? inside ?? document.querySelector("[data-undo]");
  target?.focus({ preventScroll: Boolean(inside) });
}

function redraw(page) {
  const old = document.querySelectorAll("[data-swap]");
  const drawn = [...old].map((one) => page.querySelector(`[data-swap="${one.dataset.swap}"]`));
  if (drawn.includes(null)) return false;
  const before = focused();
  old.forEach((one, place) => one.replaceChildren(...drawn[place].childNodes));
  makeDraggable(list, moveTo);
  refocus(before);
  document.dispatchEvent(new CustomEvent("radslag:revision", { detail: Number(page.querySelector("[data-revision]")?.dataset.revision) }));
  tell(page.querySelector("main .flashes"));
  return true;
}

function tell(flashes) {
  document.querySelector("main > .flashes")?.remove();
  said.textContent = "";
  if (!flashes) return;
  // What was done stands in the list and at its head; what was refused has to be seen.
  if (flashes.querySelector(".notice--warning, .notice--error")) {
    document.querySelector("main").prepend(flashes);
    flashes.scrollIntoView({ block: "center" });
  } else {
    said.textContent = [...flashes.querySelectorAll(".notice > p:not(.notice__kind)")].map((one) => one.textContent).join(" ");
  }
}

// One at a time, each from what the one before left: keys can be pressed faster than answers come.
function send(url, body) {
  turn = turn.then(() => sendNow(url, body));
}

async function sendNow(url, body) {
  list.setAttribute("aria-busy", "true");
  body.set("revision", list.querySelector("[name=revision]").value);
  try {
    const { answer, page } = await fetched(url, { method: "POST", body });
    if (!answer.ok || !redraw(page)) location.reload();
  } catch {
    said.textContent = list.dataset.failed;
    said.classList.remove("visually-hidden");
  }
  list.removeAttribute("aria-busy");
}

function moveTo(key, section, before) {
  const form = list.querySelector(`[data-part="${CSS.escape(key)}"]`);
  const body = new FormData(form);
  body.set("section", section);
  body.set("before", before);
  send(`${form.querySelector("[data-edit]").href}/move-to`, body);
}

async function edit(link) {
  if (open && !(await close())) return;
  const item = document.getElementById(`question-${link.closest("[data-part]").dataset.part}`);
  const { page } = await fetched(link.href);
  const editor = page.querySelector("[data-editor]");
  if (!editor) return location.assign(link.href);
  const form = editor.querySelector("form");
  form.action = link.href;
  const done = document.createElement("button");
  done.type = "button";
  done.className = "button button--quiet";
  done.textContent = list.dataset.done;
  done.addEventListener("click", close);
  form.querySelector(".button-row").append(done);
  for (const child of item.children) child.hidden = true;
  item.append(editor);
  open = { item, editor, writing: writeQuestion(editor) };
  form.addEventListener("submit", finish);
  form.querySelector("textarea, input:not([type=hidden])").focus();
}

async function finish(event) {
  const { writing } = open;
  event.preventDefault();
  writing.stopped = false;
  writing.changed.add("label_sv");
  // What is refused, and what a colleague changed, is told by the page of the question itself.
  if (await writing.save()) close();
  else { writing.end(); event.target.submit(); }
}

async function close() {
  const { item, editor, writing } = open;
  if (!(await writing.save())) return false;
  writing.end();
  open = null;
  const { page } = await fetched(location.pathname);
  editor.remove();
  redraw(page);
  document.getElementById(item.id)?.querySelector("[data-edit]")?.focus();
  return true;
}

function typesIn(target) {
  return target.matches("input, textarea, select, [contenteditable]");
}

if (list) {
  makeDraggable(list, moveTo);
  list.addEventListener("submit", (event) => {
    if (!event.target.matches("form.actions")) return;
    event.preventDefault();
    const button = event.submitter;
    const body = new FormData(event.target, button);
    send(button?.formAction ?? event.target.action, body);
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-edit]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    edit(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) return close();
    if (typesIn(event.target)) return undefined;
    const way = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const item = way && event.target.closest?.("[data-key]");
    const undo = (event.ctrlKey || event.metaKey) && event.key === "z" && document.querySelector("[data-undo]");
    const button = item ? item.querySelector(`[data-part="${CSS.escape(item.dataset.key)}"] [value=${way}]`) : undo;
    if (!button) return undefined;
    event.preventDefault();
    button.focus();
    return button.click();
  });
  document.addEventListener("radslag:newer", async (event) => {
    if (open) return;
    event.preventDefault();
    redraw((await fetched(location.pathname)).page);
  });
  for (const words of document.querySelectorAll("[data-with-mouse]")) words.hidden = !matchMedia("(pointer: fine)").matches;
} else {
  for (const editor of document.querySelectorAll("[data-editor]")) writeQuestion(editor);
}
for (const form of document.querySelectorAll("form[data-builder-writing]")) writeTexts(form);
