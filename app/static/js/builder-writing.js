// Saves a form of the builder while somebody writes, and shows beside it how a question will look.
//
// watch(form, {saves, fields, side}): `saves` false only asks for the side, as long as there is nothing to save in;
// `fields` sends only what was changed; `side` is the element that the answer's markup goes into.
// POST to the form's own address with Accept: application/json. Answer: {revision, saved_at, side, missing};
// 422 and 409: {said, side}. A conflict is never resolved here: the Save button's page shows both texts.
const PAUSE = 800;
const RETRY = [3000, 10000, 30000];

export class Writing {
  constructor(form, { saves = true, fields = false, side = null } = {}) {
    Object.assign(this, { form, saves, fields, side, changed: new Set(), attempts: 0 });
    this.status = form.querySelector("[data-save-status]");
    form.querySelector("[name=preview]")?.remove();
    form.addEventListener("input", (event) => this.note(event.target.name));
    form.addEventListener("submit", () => { this.changed.clear(); clearTimeout(this.timer); this.stopped = true; });
    this.leaving = (event) => { if (this.changed.size) event.preventDefault(); };
    this.hiding = () => { if (document.hidden) this.save(); };
    addEventListener("beforeunload", this.leaving);
    document.addEventListener("visibilitychange", this.hiding);
  }

  note(name) {
    if (!name) return;
    this.changed.add(name);
    if (this.stopped) return;
    if (this.saves) this.say("unsaved");
    this.later(PAUSE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  body(names) {
    const all = new FormData(this.form);
    if (!this.fields) return all;
    const some = new FormData();
    for (const name of ["csrf_token", "revision", ...names]) some.set(name, all.get(name) ?? "");
    return some;
  }

  // Resolves to whether everything is saved. Where nothing can be saved yet, only a form with a side asks for it.
  async save() {
    clearTimeout(this.timer);
    if (!this.saves && !this.side) return true;
    if (this.busy) return this.busy.then(() => this.save());
    if (this.stopped || !this.changed.size) return !this.changed.size;
    this.busy = this.send([...this.changed]);
    const done = await this.busy;
    this.busy = null;
    return done;
  }

  async send(names) {
    if (this.saves) {
      this.changed.clear();
      this.say("saving");
    }
    let answer;
    let told = {};
    try {
      answer = await fetch(this.form.action, {
        method: "POST", body: this.body(names), headers: { Accept: "application/json" },
      });
      if (answer.headers.get("Content-Type")?.startsWith("application/json")) told = await answer.json();
    } catch { /* no network: told of below */ }
    if (told.side && this.side) this.side.innerHTML = told.side;
    if (!this.saves) return true; // what was typed is still unsaved: leaving the page asks
    return answer?.ok && told.revision ? this.saved(told) : this.failed(names, answer?.status ?? 0, told.said ?? "");
  }

  saved(told) {
    this.attempts = 0;
    this.form.elements.revision.value = told.revision;
    this.say(this.changed.size ? "unsaved" : "saved", told.saved_at);
    document.dispatchEvent(new CustomEvent("radslag:revision", { detail: told.revision }));
    this.form.dispatchEvent(new CustomEvent("radslag:saved", { detail: told }));
    if (this.changed.size) this.later(PAUSE);
    return true;
  }

  failed(names, status, said) {
    for (const name of names) this.changed.add(name);
    const refused = status >= 400 && status < 500 && status !== 429;
    this.say(refused ? "refused" : "failed", "", said);
    if (status === 409) this.stopped = true;
    if (!refused) {
      this.later(RETRY[Math.min(this.attempts, RETRY.length - 1)]);
      this.attempts += 1;
    }
    return false;
  }

  say(state, time = "", said = "") {
    if (!this.status) return;
    this.status.dataset.state = { refused: "failed", unsaved: "saving" }[state] ?? state;
    const words = (this.status.dataset[state] ?? "").replace("__time__", time);
    this.status.textContent = `${words} ${said}`.trim();
  }

  end() {
    clearTimeout(this.timer);
    this.stopped = true;
    removeEventListener("beforeunload", this.leaving);
    document.removeEventListener("visibilitychange", this.hiding);
  }
}

// A question's own page, or its form opened in the list.
export function writeQuestion(editor) {
  const form = editor.querySelector("form");
  return new Writing(form, { saves: editor.dataset.editor === "saves", side: editor.querySelector("[data-side]") });
}

// The texts side by side: each is saved by itself, and what is missing is counted again.
export function writeTexts(form) {
  const writing = new Writing(form, { fields: true });
  const total = document.querySelector("[data-missing-total]");
  form.addEventListener("input", ({ target }) => {
    const mark = form.querySelector(`[data-mark="${CSS.escape(target.name)}"]`);
    if (mark) mark.hidden = Boolean(target.value.trim());
  });
  form.addEventListener("radslag:saved", ({ detail }) => {
    if (!total || detail.missing === undefined) return;
    total.textContent = detail.missing ? total.dataset.some.replace("__n__", detail.missing) : total.dataset.none;
  });
  return writing;
}
