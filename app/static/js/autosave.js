// Saves each changed question a little after typing stops, when it is left, and when the page is left.
//
// <form data-autosave="URL"> holds elements with data-question="key", each with an <input data-version>.
// POST to URL, as form data with the header X-CSRFToken: the changed questions' own inputs.
// Answer, 200 or 409: {"saved": {key: version}, "saved_at": "09.14", "conflicts": {key: {...}}}.
// A conflict is never resolved here: the question waits for the Save button, whose page shows both texts.
// What happens is said in words in [data-save-status]; typing is never blocked.
const PAUSE = 1500;
const RETRY = [3000, 10000, 30000];
const KEEPALIVE_LIMIT = 60000; // browsers refuse more than 64 kB in a request that outlives its page

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = document.querySelector("[data-save-status]");
    this.changed = new Set();
    this.conflicted = new Set();
    this.attempts = 0;
    this.busy = null;
    form.addEventListener("input", (event) => this.note(event, PAUSE));
    form.addEventListener("change", (event) => this.note(event, PAUSE));
    form.addEventListener("focusout", (event) => this.left(event));
    form.addEventListener("submit", () => this.stop());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
    addEventListener("online", () => this.save());
  }

  note(event, wait) {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    this.changed.add(question);
    this.later(wait);
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

  stop() {
    clearTimeout(this.timer);
    this.busy?.abort();
    this.stopped = true;
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
    for (const question of questions) this.changed.delete(question);
    this.say("saving");
    try {
      const answer = await this.send(questions, { signal: this.busy.signal });
      if (answer.ok || answer.status === 409) this.settle(await answer.json());
      else this.failed(questions, answer.status >= 400 && answer.status < 500 && answer.status !== 429);
    } catch {
      if (!this.stopped) this.failed(questions, false);
    }
    this.busy = null;
    if (this.changed.size && !this.attempts && !this.refused) this.later(PAUSE);
  }

  settle({ saved = {}, saved_at: time = "", conflicts = {} }) {
    this.attempts = 0;
    for (const [key, version] of Object.entries(saved)) {
      const input = this.find(key)?.querySelector("[data-version]");
      if (input) input.value = version;
    }
    for (const key of Object.keys(conflicts)) {
      const question = this.find(key);
      if (question) this.conflicted.add(question);
    }
    if (this.conflicted.size) return this.say("conflict");
    this.say("saved", time);
    if (!this.changed.size) this.form.dispatchEvent(new CustomEvent("radslag:saved"));
  }

  failed(questions, refused) {
    for (const question of questions) this.changed.add(question);
    this.refused = refused;
    this.say(refused ? "refused" : "failed");
    if (refused) return;
    this.later(RETRY[Math.min(this.attempts, RETRY.length - 1)]);
    this.attempts += 1;
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

  say(state, time = "") {
    if (!this.status) return;
    const shown = state === "refused" || state === "conflict" ? "failed" : state;
    this.status.dataset.state = shown;
    this.status.textContent = (this.status.dataset[state] ?? "").replace("__time__", time);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
