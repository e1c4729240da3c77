// Evaluates the trees that forms/expressions/tree.py writes, value for value as forms/expressions does on the server:
// one table of examples, tests/forms/expressions/vectors.toml, runs against both.
//
// A value is a string, a number, a boolean, or an array of strings: a repeating group's items.
// scope: {values, now, this, position, every, columns, labels}; only values is needed.
const LONGEST_TEXT = 20000;
const LONGEST_MATCHED = 500;
const DAY = 86400;
const NUMBER = /^[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*$/;
const MOMENT = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const texts = (value) => (Array.isArray(value) ? value : [text(value)]);
const two = (number) => String(number).padStart(2, "0");
const cut = (string) => (string.length > LONGEST_TEXT ? [...string].slice(0, LONGEST_TEXT).join("") : string);

export function text(value) {
  if (Array.isArray(value)) return value[0] ?? "";
  return typeof value === "number" ? numberText(value) : String(value);
}

function numberText(number) {
  if (Number.isNaN(number)) return "";
  if (!Number.isFinite(number)) return String(number);
  if (Number.isInteger(number)) return BigInt(number).toString();
  const shown = number.toFixed(10).replace(/\.?0+$/, "");
  return shown === "-0" ? "0" : shown;
}

export function number(value) {
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  const string = text(value);
  const found = NUMBER.exec(string);
  return found ? Number(found[1]) : days(string);
}

export function truth(value) {
  if (Array.isArray(value)) return value.some(Boolean);
  return Boolean(value); // NaN is false as it is in Python's table
}

function moment(string) {
  const found = MOMENT.exec(string);
  if (!found) return null;
  const parts = found.slice(1).map((part) => Number(part ?? 0));
  const day = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
  return day.getUTCMonth() === parts[1] - 1 && day.getUTCDate() === parts[2] ? parts : null;
}

function days(string) {
  const parts = moment(string);
  if (parts) return Date.UTC(parts[0], parts[1] - 1, parts[2]) / (DAY * 1000) + partOfDay(parts.slice(3));
  const found = TIME.exec(string);
  return found ? partOfDay(found.slice(1).map((part) => Number(part ?? 0))) : NaN;
}

const partOfDay = ([hour, minute, second]) => (hour * 3600 + minute * 60 + second) / DAY;

function dayText(count) {
  if (!(count >= -719162 && count < 2932897)) return "";
  const day = new Date(Math.floor(count) * DAY * 1000);
  return `${String(day.getUTCFullYear()).padStart(4, "0")}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
}

function momentText(count) {
  const day = dayText(count);
  if (!day) return "";
  const seconds = Math.min(Math.floor((count - Math.floor(count)) * DAY + 0.5), DAY - 1);
  return `${day}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function compare(operator, left, right) {
  if (Array.isArray(left) || Array.isArray(right)) {
    const [ones, others] = [left, right].map((value) => (Array.isArray(value) ? value : [value]));
    return ones.some((one) => others.some((other) => compare(operator, one, other)));
  }
  if (operator === "=") return equal(left, right);
  if (operator === "!=") return !equal(left, right);
  const [one, other] = [number(left), number(right)];
  if (operator === "<") return one < other;
  if (operator === "<=") return one <= other;
  return operator === ">" ? one > other : one >= other;
}

function equal(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  const [one, other] = [number(left), number(right)];
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one === other;
  return typeof left === "string" && typeof right === "string" && left === right;
}

const RECKON = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  div: (one, other) => one / other,
  mod: (one, other) => one % other,
};

const words = (value) => texts(value).flatMap((one) => one.split(/\s+/).filter(Boolean));
const numbers = (values) => values.flatMap(texts).filter((one) => one.trim()).map(number);
const best = (choose) => (...values) => {
  const found = numbers(values);
  return found.length && !found.some(Number.isNaN) ? found.reduce((one, other) => choose(one, other)) : NaN;
};
const whole = (rounding) => (value) => {
  const found = number(value);
  return Number.isFinite(found) ? rounding(found) + 0 : NaN;
};

function substr(value, start, end = Infinity) {
  const letters = [...text(value)];
  const places = [number(start), number(end)];
  if (places.some(Number.isNaN)) return "";
  const [first, last] = places.map((place) => Math.trunc(Math.max(-letters.length, Math.min(letters.length, place))));
  return letters.slice(first, last).join("");
}

function round(value, places = 0) {
  const [found, digits] = [number(value), number(places)];
  if (!Number.isFinite(found) || Number.isNaN(digits)) return found;
  const factor = 10 ** Math.max(-15, Math.min(15, Math.trunc(digits)));
  return Number.isFinite(found * factor) ? Math.floor(found * factor + 0.5) / factor : found;
}

function date(value) {
  if (typeof value === "boolean") return "";
  return typeof value === "string" && moment(value) ? value.slice(0, 10) : dayText(number(value));
}

function formatDate(value, pattern) {
  const parts = typeof value === "number" || typeof value === "boolean"
    ? moment(momentText(Number(value))) : moment(text(value));
  if (!parts) return "";
  const [year, month, day, hour, minute, second] = parts;
  const weekday = (((days(`${year}-${two(month)}-${two(day)}`) + 3) % 7) + 7) % 7;
  const shown = {
    Y: String(year), y: two(year % 100), m: two(month), n: String(month), b: MONTHS[month - 1], d: two(day),
    e: String(day), a: DAYS[weekday], H: two(hour), h: String(hour), M: two(minute), S: two(second),
  };
  return cut(text(pattern).replace(/%(.)/gsu, (_all, sign) => shown[sign] ?? sign));
}

// The states of forms/expressions/patterns.py: [ranges, next] reads a letter, [null, next] goes on. No backtracking.
function matches(string, states) {
  const letters = [...string].map((letter) => letter.codePointAt(0));
  if (!states || letters.length > LONGEST_MATCHED) return false;
  const closure = (reached) => {
    for (const state of reached) if (!states[state][0]) for (const onward of states[state][1]) reached.add(onward);
    return reached;
  };
  let here = closure(new Set([0]));
  for (const letter of letters) {
    const next = new Set();
    for (const state of here) {
      const [ranges, onward] = states[state];
      if (ranges?.some(([low, high]) => low <= letter && letter <= high)) for (const one of onward) next.add(one);
    }
    here = closure(next);
    if (!here.size) return false;
  }
  return here.has(states.length - 1);
}

const FUNCTIONS = {
  not: (value) => !truth(value),
  true: () => true,
  false: () => false,
  boolean: truth,
  string: text,
  number,
  int: whole(Math.trunc),
  floor: whole(Math.floor),
  ceiling: whole(Math.ceil),
  abs: (value) => Math.abs(number(value)),
  round,
  min: best((one, other) => Math.min(one, other)),
  max: best((one, other) => Math.max(one, other)),
  sum: (...values) => numbers(values).reduce((total, one) => total + one, 0),
  count: (value) => (Array.isArray(value) ? value.length : Number(text(value) !== "")),
  "count-non-empty": (value) => texts(value).filter(Boolean).length,
  selected: (value, key) => {
    const wanted = text(key).trim();
    return Boolean(wanted) && (words(value).includes(wanted) || texts(value).includes(wanted));
  },
  "count-selected": (value) => words(value).length,
  "selected-at": (value, place) => words(value)[Math.trunc(number(place) < 0 ? NaN : number(place))] ?? "",
  "string-length": (value) => [...text(value)].length,
  contains: (value, part) => text(value).includes(text(part)),
  "starts-with": (value, part) => text(value).startsWith(text(part)),
  "ends-with": (value, part) => text(value).endsWith(text(part)),
  concat: (...values) => cut(values.flatMap(texts).join("")),
  join: (separator, ...values) => cut(values.flatMap(texts).join(text(separator))),
  substr,
  date,
  "decimal-date-time": number,
  "format-date": formatDate,
  "format-date-time": formatDate,
};

const named = ([kind, name]) => (kind === "name" ? name : /^\s*\$\{\s*(.*?)\s*\}\s*$/s.exec(name)?.[1] ?? "");

// Those that must see their arguments' trees.
const SPECIAL = {
  if: (args, scope) => evaluate(args[truth(evaluate(args[0], scope)) ? 1 : 2], scope),
  coalesce: (args, scope) => {
    for (const one of args) {
      const value = evaluate(one, scope);
      if (text(value) !== "") return value;
    }
    return "";
  },
  once: (args, scope) => (text(scope.this ?? "") === "" ? evaluate(args[0], scope) : scope.this),
  today: (_args, scope) => (scope.now ?? "").slice(0, 10),
  now: (_args, scope) => scope.now ?? "",
  position: (_args, scope) => scope.position || NaN,
  regex: (args, scope) => matches(text(evaluate(args[0], scope)), args[1][1]),
  "indexed-repeat": (args, scope) => {
    const items = scope.every?.[named(args[0])] ?? texts(evaluate(args[0], scope));
    return items[Math.trunc(number(evaluate(args[2], scope))) - 1] ?? "";
  },
  "jr:choice-name": (args, scope) => {
    const keys = text(evaluate(args[0], scope));
    const labels = scope.labels?.[named(args[1])] ?? {};
    return labels[keys] || keys.split(/\s+/).filter(Boolean).map((key) => labels[key] || key).join(", ");
  },
};

function call(name, args, scope) {
  if (Object.hasOwn(SPECIAL, name)) return SPECIAL[name](args, scope);
  return FUNCTIONS[name](...args.map((one) => evaluate(one, scope)));
}

export function evaluate([kind, ...rest], scope) {
  switch (kind) {
    case "text":
    case "number": return rest[0];
    case "name": return Object.hasOwn(scope.values, rest[0]) ? scope.values[rest[0]] : "";
    case "column": return scope.columns?.[rest[0]] ?? "";
    case "this": return scope.this ?? "";
    case "negative": return -number(evaluate(rest[0], scope));
    case "any": return rest.some((one) => truth(evaluate(one, scope)));
    case "all": return rest.every((one) => truth(evaluate(one, scope)));
    case "binary": {
      const [operator, left, right] = [rest[0], evaluate(rest[1], scope), evaluate(rest[2], scope)];
      return operator in RECKON ? RECKON[operator](number(left), number(right)) : compare(operator, left, right);
    }
    case "call": return call(rest[0], rest.slice(1), scope);
    default: return "";
  }
}
