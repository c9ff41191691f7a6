import { useModelWords } from '@lianke/ui'

/** A refusal's code in the reader's language; what has no words stands as it is. */
export const useReason = (): ((code: string) => string) => {
  const say = useModelWords()
  return (code) => {
    const key = `refusal.${code}`
    const said = say(key)
    return said === key ? code : said
  }
}
