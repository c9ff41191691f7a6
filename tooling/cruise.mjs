// dependency-cruiser reads TypeScript with the compiler's own programming interface, which TypeScript 7 no longer has:
// whoever asks for `typescript` below is given version 5 instead. Only this check needs it.
import { createRequire, Module, registerHooks } from 'node:module'

const other = (specifier) =>
  specifier === 'typescript' || specifier.startsWith('typescript/') ? specifier.replace('typescript', 'typescript5') : specifier
registerHooks({ resolve: (specifier, context, next) => next(other(specifier), context) })
const resolve = Module._resolveFilename
Module._resolveFilename = function (specifier, ...rest) {
  return resolve.call(this, other(specifier), ...rest)
}
const { resolve: find } = createRequire(import.meta.url)
await import(find('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs'))
