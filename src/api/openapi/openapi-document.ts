export const OPENAPI_DOCUMENT = Symbol('OpenApiDocument');

/** Makes the description: a tenth of a second's work, which a start that nobody asks for it need not wait for. */
export type OpenApiDocument = () => object;
