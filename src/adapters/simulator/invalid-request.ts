/** A request to the simulator itself (not to the API it imitates) that names the field at fault and the mend. */
export class InvalidRequest extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
