import { isSpec, type Law } from './law.ts'

const commandName = /defineCommand\(\{\s*name: '([^']+)'/g

/** Every act and every rule is stated by a specification: an act by its name, a rule by an import. */
export const specOfEach: Law = {
  name: 'a spec for each act and rule',
  breaches: (sources) => {
    const specs = sources.filter(({ path }) => isSpec(path)).map(({ text }) => text)
    const said = (word: string) => specs.some((text) => text.includes(word))
    return sources.flatMap(({ path, text }) => {
      if (isSpec(path)) return []
      const acts = [...text.matchAll(commandName)].map(([, name = '']) => name)
      const rule = /\/([^/]+)\.rule\.tsx?$/.exec(path)?.[1]
      return [
        ...acts
          .filter((name) => !said(`'${name}'`) && !said(`/${name}`))
          .map((name) => ({ place: `${path}#${name}`, size: 1, says: 'an act that no specification runs' })),
        ...(rule && !said(`${rule}.rule`) && !exportsIn(text).some((name) => said(name))
          ? [{ place: path, size: 1, says: 'a rule that no specification states' }]
          : []),
      ]
    })
  },
}

const exportsIn = (text: string): string[] => [...text.matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name)
