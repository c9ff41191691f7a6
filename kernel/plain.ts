/** What the smallest programs need: promises, and the shapes of values. The whole kernel knows every field type and takes 20 MB of each process. */
export * from './check.ts'
export * from './is-object.ts'
export * from './value-shapes.ts'
