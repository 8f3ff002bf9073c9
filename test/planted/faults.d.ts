export interface PlantedFault {
  readonly name: string;
  readonly what: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
}

export const FAULTS: readonly PlantedFault[];

export function planted(fault: PlantedFault, path: string, source: string): string;
