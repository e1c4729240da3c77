// Follows the form's rules while somebody types: shows and hides questions and choices, and works out values.
//
// <div id="logic" data-rules> holds what forms/logic/page.py tells: questions in the order of working out. What is
// hidden keeps what was typed in it, and is sent and saved as before: the server decides what counts.
import { evaluate, text, truth } from "./expressions.js";

const NUMBER = /^[+-]?\d{1,30}(?:[.,]\d{1,30})?$/;
const told = JSON.parse(document.getElementById("logic").dataset.rules);

function numeric(typed) {
  const plain = typed.trim().replace(/(\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))/g, "$1").replace("\u2212", "-");
  return NUMBER.test(plain) ? text(Number(plain.replace(",", "."))) : "";
}

const isOffered = (input) => !input.closest("[data-away]");

// The answer as the server would read it: chosen keys with spaces between, numbers with a point, "" for none.
function read(question, name) {
  const own = [...question.querySelectorAll("input, select, textarea")].filter((input) => input.name === name);
  const picked = own.filter((input) => /^(radio|checkbox)$/.test(input.type));
  if (picked.length) {
    const keys = picked.filter((input) => input.checked && isOffered(input)).map((input) => input.value);
    const other = question.querySelector(`[name="${CSS.escape(`${name}-other`)}"]`);
    if (other?.value.trim() && !keys.includes("other")) keys.push("other");
    return keys.join(" ");
  }
  const typed = own[0]?.value ?? "";
  if (/^(numeric|decimal)$/.test(own[0]?.inputMode ?? "")) return numeric(typed);
  return typed.trim() ? typed.replace(/\r\n/g, "\n") : "";
}

class Logic {
  constructor({ now, values, labels, questions }) {
    this.scope = { now, labels, every: {}, values: { ...values } };
    this.questions = questions.map((one) => ({ ...one, element: find(one.key), name: `q-${one.key.replaceAll("-", "--")}` }));
    this.form = this.questions.find((one) => one.element)?.element.closest("form");
    this.forget(new Set(questions.map((one) => one.key)));
    this.form?.addEventListener("input", () => this.follow());
    this.form?.addEventListener("change", () => this.follow());
    this.follow();
  }

  // The page told the server what it did not show; what this script shows and hides itself is no longer part of that.
  forget(keys) {
    const unseen = this.form?.elements["not-shown"];
    if (unseen) unseen.value = JSON.stringify(JSON.parse(unseen.value).filter((mark) => !keys.has(mark.split(/[=/]/)[0])));
  }

  follow() {
    for (const one of this.questions) {
      const shown = !one.when || one.when.every((rule) => truth(evaluate(rule, this.scope)));
      if (one.element) one.element.hidden = !shown;
      if (one.filter) this.offer(one);
      if (one.items) {
        Object.assign(this.scope.values, this.group(one, shown));
        continue;
      }
      const value = shown ? this.value(one) : "";
      if (value !== null) this.scope.values[one.key] = value;
    }
    for (const heading of this.form?.querySelectorAll("[data-heads]") ?? []) {
      heading.hidden = heading.dataset.heads.split(" ").every((key) => find(key)?.hidden ?? true);
    }
  }

  value(one) {
    if (one.calculation) {
      const value = text(evaluate(one.calculation, this.scope));
      const output = one.element?.querySelector("output");
      const shown = spoken(value);
      if (output && output.textContent !== shown) output.textContent = shown;
      return value;
    }
    const value = one.live && one.element ? read(one.element, one.name) : null;
    return value && one.ticked ? one.ticked : value;
  }

  // A group that repeats: each item sees its own answers by name, all of them under `every`, and its number among those
  // that hold something. What is not asked in an item is not counted, as the server would not send it.
  group(one, shown) {
    const boxes = shown && one.element ? [...one.element.querySelectorAll("[data-item]")] : [];
    const items = boxes.map((box, number) => {
      const name = ({ key }) => `${one.name}-${number}-${key.replaceAll("-", "--")}`;
      const values = Object.fromEntries(one.items.map((inner) => [inner.key, inner.live ? read(box, name(inner)) : ""]));
      for (const inner of one.items) if (values[inner.key] && inner.ticked) values[inner.key] = inner.ticked;
      return { box, values, filled: Object.values(values).some(Boolean) };
    });
    const filled = items.filter((item) => item.filled);
    const all = (key) => filled.map((item) => item.values[key]);
    for (const item of items) {
      const position = (item.filled ? filled.indexOf(item) : filled.length) + 1;
      for (const inner of one.items) {
        const every = { ...this.scope.every, ...Object.fromEntries(one.items.map(({ key }) => [key, all(key)])) };
        const scope = { ...this.scope, values: { ...this.scope.values, ...item.values }, every, position };
        const asked = !inner.when || inner.when.every((rule) => truth(evaluate(rule, scope)));
        for (const part of item.box.querySelectorAll("[data-inner], [data-question]")) {
          if ((part.dataset.inner ?? part.dataset.question) === inner.key) part.hidden = !asked;
        }
        if (!asked) item.values[inner.key] = "";
        else if (inner.calculation) item.values[inner.key] = text(evaluate(inner.calculation, scope));
      }
    }
    return { [one.key]: all(one.key).map(() => "1"), ...Object.fromEntries(one.items.map(({ key }) => [key, all(key)])) };
  }

  offer(one) {
    for (const option of one.element?.querySelectorAll(".option") ?? []) {
      const columns = one.filter.columns[option.querySelector("input")?.value];
      if (!columns) continue;
      option.hidden = !truth(evaluate(one.filter.rule, { ...this.scope, columns }));
      option.toggleAttribute("data-away", option.hidden);
    }
  }
}

function find(key) {
  return document.querySelector(`[data-question="${CSS.escape(key)}"]`);
}

function spoken(value) {
  const isNumber = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/.test(value);
  return (isNumber && document.documentElement.lang === "sv" ? value.replace(".", ",") : value) || "–";
}

new Logic(told);
