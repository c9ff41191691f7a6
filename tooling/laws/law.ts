import ts from 'typescript5'

/** A source file of the product as laws read it. */
export interface Source {
  readonly path: string
  readonly text: string
  /** Parsed when first asked for. */
  readonly tree: ts.SourceFile
}
export interface Breach {
  /** Where, in a form that stays the same while lines move. */
  readonly place: string
  /** How much of it; a known breach may only become less. */
  readonly size: number
  readonly says: string
}
/** What imports and types cannot say. `known` breaches stand in `known.json`; the list may only become shorter. */
export interface Law {
  readonly name: string
  breaches(sources: readonly Source[]): readonly Breach[]
  /** What is counted, where it is not the places. */
  sums?(breaches: readonly Breach[]): number
}

export const sourceOf = (path: string, text: string): Source => {
  let tree: ts.SourceFile | null = null
  return {
    path,
    text,
    get tree() {
      tree ??= ts.createSourceFile(
        path,
        text,
        ts.ScriptTarget.Latest,
        true,
        path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
      )
      return tree
    },
  }
}
export const isSpec = (path: string): boolean => /\.(spec|e2e|testing|bench)\.tsx?$|^(bench|e2e)\/|\/spec\//.test(path)
