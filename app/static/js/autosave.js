// Saves each changed question a little after typing stops, every few seconds while it goes on, when it is left, and
// when the page is left. What the service has not acknowledged stays in the browser meanwhile (kept.js).
//
// <form data-autosave="URL"> holds elements with data-question="key", each with an <input data-version>.
// POST to URL, as form data with the header X-CSRFToken: the changed questions' own inputs.
// Answer, 200 or 409: {"saved": {key: version}, "saved_at": "09.14", "late": false, "conflicts": {key: {...}}}; or, where
// the form takes no more answers, {"refused": "a sentence"}.
// A conflict is never resolved here: the question waits for the Save button, whose page shows both texts.
// What happens is said in words in [data-save-status]; typing is never blocked.
import { kept } from "./kept.js";

const PAUSE = 1500;
const LONGEST_PAUSE = 5000;
const RETRY = [3000, 10000, 30000];
const KEEPALIVE_LIMIT = 60000; // browsers refuse more than 64 kB in a request that outlives its page
const SIGNED_OUT = new Set([400, 401, 403, 404]);

function isTyped(field) {
  if (field.type === "hidden" || !("defaultValue" in field)) return false;
  return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = document.querySelector("[data-save-status]");
    this.changed = new Set();
    this.conflicted = new Set();
    this.attempts = 0;
    this.busy = null;
    form.addEventListener("input", (event) => this.note(event));
    form.addEventListener("change", (event) => this.note(event));
    form.addEventListener("focusout", (event) => this.left(event));
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pagehide", () => this.flush());
    // A page that comes back from the browser's memory goes on where it was.
    addEventListener("pageshow", () => { this.stopped = false; });
    document.addEventListener("visibilitychange", () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("offline", () => { if (this.changed.size) this.failed([], "failed"); });
    // Whoever was quicker than this script has typed no less.
    for (const target of form.elements) if (isTyped(target)) this.note({ target });
  }

  note(event) {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    this.first ??= Date.now();
    this.changed.add(question);
    this.isKept = kept?.put(question) ?? false;
    this.later(Math.max(0, Math.min(PAUSE, this.first + LONGEST_PAUSE - Date.now())));
  }

  left(event) {
    // A button is being pressed: a line of status that comes or goes now would move it away under the pointer.
    if (event.relatedTarget?.type === "submit") return;
    const question = event.target.closest("[data-question]");
    if (question && this.changed.has(question) && !question.contains(event.relatedTarget)) this.save();
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  submit(event) {
    // Without a network the browser would put a page of its own in the place of this one.
    if (navigator.onLine === false) {
      event.preventDefault();
      return this.failed([], "failed");
    }
    clearTimeout(this.timer);
    this.busy?.abort();
    this.stopped = true;
    kept?.leaving(this.form);
  }

  body(questions) {
    const all = new FormData(this.form);
    const data = new URLSearchParams();
    for (const question of questions) {
      const names = new Set([...question.querySelectorAll("[name]")].map((input) => input.name));
      for (const name of names) for (const value of all.getAll(name)) data.append(name, value);
    }
    return data;
  }

  send(questions, options) {
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body: this.body(questions),
      headers: { "X-CSRFToken": this.form.elements.csrf_token?.value ?? "", Accept: "application/json" },
      credentials: "same-origin",
      ...options,
    });
  }

  async save() {
    const questions = [...this.changed].filter((question) => !this.conflicted.has(question));
    if (this.busy || this.stopped || !questions.length) return;
    clearTimeout(this.timer);
    this.busy = new AbortController();
    this.first = null;
    for (const question of questions) this.changed.delete(question);
    if (!this.attempts) this.say("saving");
    try {
      const answer = await this.send(questions, { signal: this.busy.signal });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (answer.ok || answer.status === 409) this.settle(told);
      else if (told.refused) this.failed(questions, "closed", told.refused);
      else this.failed(questions, this.fault(answer.status));
    } catch {
      if (!this.stopped) this.failed(questions, "failed");
    }
    this.busy = null;
    if (this.changed.size && !this.attempts && !this.refused) this.later(PAUSE);
  }

  fault(status) {
    if (SIGNED_OUT.has(status)) return "signedOut";
    return status < 500 && status !== 429 ? "refused" : "failed";
  }

  settle({ saved = {}, saved_at: time = "", late = false, conflicts = {} }) {
    this.attempts = 0;
    this.refused = false;
    for (const [key, version] of Object.entries(saved)) {
      const question = this.find(key);
      const input = question?.querySelector("[data-version]");
      if (input) input.value = version;
      if (question && !this.changed.has(question)) this.acknowledged(question);
    }
    for (const key of Object.keys(conflicts)) {
      const question = this.find(key);
      if (question) this.conflicted.add(question);
    }
    if (this.conflicted.size) return this.say("conflict");
    this.say(late ? "savedLate" : "saved", time);
    if (!this.changed.size) this.form.dispatchEvent(new CustomEvent("radslag:saved"));
  }

  acknowledged(question) {
    kept?.drop(question);
    question.querySelector("[data-unsaved-mark]")?.remove();
  }

  failed(questions, state, words = "") {
    for (const question of questions) this.changed.add(question);
    for (const question of this.changed) this.mark(question);
    this.refused = state !== "failed";
    this.say(state === "failed" && this.isKept ? "failedKept" : state, "", words);
    if (this.refused) return;
    this.later(RETRY[Math.min(this.attempts, RETRY.length - 1)]);
    this.attempts += 1;
  }

  // Which of the page's questions are not saved.
  mark(question) {
    if (question.querySelector("[data-unsaved-mark]")) return;
    const mark = Object.assign(document.createElement("p"), { className: "question__changed" });
    mark.dataset.unsavedMark = "";
    mark.textContent = this.status?.dataset.unsaved ?? "";
    question.append(mark);
  }

  // The page is going: one last try that the browser finishes after it has gone.
  flush() {
    if (this.stopped || !this.changed.size) return;
    const size = this.body(this.changed).toString().length;
    this.send(this.changed, { keepalive: size < KEEPALIVE_LIMIT }).catch(() => {});
  }

  find(key) {
    return this.form.querySelector(`[data-question="${CSS.escape(key)}"]`);
  }

  say(state, time = "", words = "") {
    if (!this.status) return;
    this.status.dataset.state = /^sav/.test(state) ? state.replace("Late", "") : "failed";
    this.status.textContent = words || (this.status.dataset[state] ?? "").replace("__time__", time);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
