import { isRecord } from '../management/jsonFields.ts';
import { visibleJson } from '../text/json.ts';

/** The lengths of texts, and the numbers of items and fields, to which a value is shortened, one after the other. */
const steps = [
  { texts: 2000, items: 200 },
  { texts: 500, items: 50 },
  { texts: 100, items: 10 },
  { texts: 20, items: 3 },
];

/**
 * A JSON value that is at most so long as JSON. A value that is too long has its texts, lists and objects shortened, and
 * says so.
 * @param longest in UTF-16 code units
 */
export function fitted(value: unknown, longest: number): unknown {
  const length = visibleJson(value).length;
  if (length <= longest) {
    return value;
  }
  const note = `This is a part. The whole has ${length} characters as JSON.`;
  // A copy of what JSON has: an object can say by itself what it is as JSON.
  const whole: unknown = JSON.parse(JSON.stringify(value));
  for (const step of steps) {
    const short = shortened(whole, step);
    const noted = isRecord(short) ? { ...short, shortened: note } : { shortened: note, value: short };
    if (visibleJson(noted).length <= longest) {
      return noted;
    }
  }
  return { shortened: note };
}

function shortened(value: unknown, step: (typeof steps)[number]): unknown {
  if (typeof value === 'string') {
    return value.length > step.texts ? `${value.slice(0, step.texts).toWellFormed()}…` : value;
  }
  if (Array.isArray(value)) {
    return value.slice(0, step.items).map((item) => shortened(item, step));
  }
  if (isRecord(value)) {
    const fields = Object.entries(value).slice(0, step.items);
    return Object.fromEntries(
      fields.map(([name, field]) => [name.slice(0, step.texts).toWellFormed(), shortened(field, step)]),
    );
  }
  return value;
}
