/** Where the parts of a plot lie. It is drawn on the server; each value stands beside its bar as text as well. */

/** Bars that lie, one below the other, each with its name above it. */
export interface Bars {
  readonly id: string;
  readonly title: string;
  /** The same in words. */
  readonly said: string;
  readonly height: number;
  readonly bars: readonly {
    readonly label: string;
    readonly shown: string;
    readonly y: number;
    /** Of the width that there is, in per cent. */
    readonly share: number;
  }[];
}

const ROW = 50;
/** Its number stands behind it. */
const LONGEST_SHARE = 80;

export function barsOf(id: string, title: string, rows: readonly { label: string; value: number }[]): Bars {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return {
    id,
    title,
    said: rows.map(({ label, value }) => `${label}: ${value}`).join('. '),
    height: rows.length * ROW + 6,
    bars: rows.map(({ label, value }, index) => ({
      label,
      shown: String(value),
      y: index * ROW + 6,
      share: round((value / most) * LONGEST_SHARE),
    })),
  };
}

/** Columns that stand, month beside month; where there are two, the second is hatched. */
export interface Columns {
  readonly id: string;
  readonly title: string;
  readonly said: string;
  readonly width: number;
  readonly height: number;
  readonly base: number;
  readonly legend: readonly string[];
  readonly groups: readonly {
    readonly label: string;
    readonly x: number;
    readonly columns: readonly {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly shown: string;
    }[];
  }[];
}

export interface Series {
  readonly name: string;
  /** Null: there is nothing to show. */
  readonly values: readonly (number | null)[];
  readonly show: (value: number) => string;
}

const GROUP = 72;
const COLUMN = 30;
const TALLEST = 140;
const ABOVE = 22;

export function columnsOf(id: string, title: string, labels: readonly string[], series: readonly Series[]): Columns {
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const inset = (GROUP - series.length * COLUMN) / 2;
  return {
    id,
    title,
    said: labels
      .map(
        (label, index) => `${label}: ${series.map((one) => `${one.name} ${shownAt(one, index) || 'none'}`).join(', ')}`,
      )
      .join('. '),
    width: labels.length * GROUP,
    height: ABOVE + TALLEST + 28,
    base: ABOVE + TALLEST,
    legend: series.map(({ name }) => name),
    groups: labels.map((label, index) => ({
      label,
      x: index * GROUP + GROUP / 2,
      columns: series.map((one, place) => {
        const height = round(((one.values[index] ?? 0) / most) * TALLEST);
        const x = index * GROUP + inset + place * COLUMN;
        return { x, y: ABOVE + TALLEST - height, width: COLUMN - 4, height, shown: shownAt(one, index) };
      }),
    })),
  };
}

const shownAt = ({ values, show }: Series, index: number): string => {
  const value = values[index] ?? null;
  return value === null ? '' : show(value);
};

const round = (value: number): number => Math.round(value * 10) / 10;
