// html-validate as a conversation: a page a line (as JSON) comes in, its faults go out as a JSON list, in order.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const config = JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url), "utf8"));
const judge = new HtmlValidate(new StaticConfigLoader(config));

for await (const line of createInterface({ input: process.stdin })) {
  const report = await judge.validateString(JSON.parse(line));
  const faults = report.results.flatMap((result) =>
    result.messages.map((one) => `${one.ruleId}: ${one.message} (line ${one.line}: ${one.selector ?? ""})`),
  );
  process.stdout.write(`${JSON.stringify(faults)}\n`);
}
