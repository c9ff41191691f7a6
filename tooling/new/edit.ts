import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BadName } from './names.ts'

/** The changes of one call: all are made at the end, or none. */
export class Edit {
  readonly #root: string
  readonly #files = new Map<string, string>()
  constructor(root: string) {
    this.#root = root
  }

  has(path: string): boolean {
    return this.#files.has(path) || existsSync(join(this.#root, path))
  }
  read(path: string): string {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    if (!this.has(path)) throw new BadName(`${path} does not exist`)
    return readFileSync(join(this.#root, path), 'utf8')
  }
  create(path: string, text: string): void {
    if (this.has(path)) throw new BadName(`${path} exists already`)
    this.#files.set(path, text)
  }
  write(path: string, text: string): void {
    this.#files.set(path, text)
  }
  /** Adds an import after the last one. */
  addImport(path: string, line: string): void {
    const lines = this.read(path).split('\n')
    let last = -1
    lines.forEach((text, index) => {
      if (/^import |^\} from /.test(text)) last = index
    })
    lines.splice(last + 1, 0, line)
    this.write(path, lines.join('\n'))
  }
  /** Sees to it that names of the kernel are imported. */
  needKernel(path: string, ...names: readonly string[]): void {
    const text = this.read(path)
    const found = /import \{([^}]*)\} from '@lianke\/kernel'/.exec(text)
    if (!found) return this.addImport(path, `import { ${names.join(', ')} } from '@lianke/kernel'`)
    const known = (found[1] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    const all = [...known, ...names.filter((name) => !known.includes(name))]
    this.write(path, text.replace(found[0], `import { ${all.join(', ')} } from '@lianke/kernel'`))
  }
  /** Adds an entry to `name: [ … ]` of a definition, or the whole property when it is not there. */
  addToList(path: string, name: string, entry: string): void {
    const text = this.read(path)
    const list = new RegExp(`(^  ${name}: \\[)([\\s\\S]*?)(\\s*\\],?$)`, 'm')
    if (list.test(text)) {
      this.write(
        path,
        text.replace(
          list,
          (_, open: string, inside: string, close: string) =>
            `${open}${inside.trimEnd().replace(/,$/, '')}${inside.trim() ? ', ' : ''}${entry}${close.trimStart() === close ? close : `,${close}`}`,
        ),
      )
      return
    }
    const whole = new RegExp(`^  ${name}: (\\w+),?$`, 'm')
    if (whole.test(text)) {
      this.write(path, text.replace(whole, `  ${name}: [...$1, ${entry}],`))
      return
    }
    const end = text.lastIndexOf('\n})')
    if (end < 0) throw new BadName(`${path}: no definition to add ${name} to`)
    this.write(path, `${text.slice(0, end)}\n  ${name}: [${entry}],${text.slice(end)}`)
  }
  /** Adds a line to a list written one entry per line, or to the last line of a longer one: `export const xs … = [`. */
  addToArray(path: string, name: string, entry: string): void {
    const text = this.read(path)
    const array = new RegExp(`(export const ${name}\\b[^=]*= \\[)([\\s\\S]*?)(\\n?\\]\\n?)`)
    if (!array.test(text)) throw new BadName(`${path}: no list ${name}`)
    this.write(
      path,
      text.replace(array, (_, open: string, inside: string, close: string) => {
        const body = inside.trimEnd().replace(/,$/, '')
        return close.startsWith('\n')
          ? `${open}${body}${body.trim() ? ',' : ''}\n  ${entry},${close}`
          : `${open}${body}${body.trim() ? ', ' : ''}${entry}${close}`
      }),
    )
  }
  /** Writes everything; answers the paths. */
  save(): string[] {
    for (const [path, text] of this.#files) {
      mkdirSync(dirname(join(this.#root, path)), { recursive: true })
      writeFileSync(join(this.#root, path), text.endsWith('\n') ? text : `${text}\n`)
    }
    return [...this.#files.keys()]
  }
}
