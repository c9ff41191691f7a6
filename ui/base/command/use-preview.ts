import { useEffect, useState } from 'react'
import { Problem } from '../client/request.ts'
import { type CommandPreview, previewCommand } from './runs.ts'
import type { CommandRequest } from './target.ts'
import type { Values } from './values.ts'

const previewAfterMs = 350

/** What an act would do, asked anew as its form is filled in; what is still being typed is not shouted at. */
export const usePreview = (
  asked: CommandRequest,
  input: Values,
  ready: boolean,
  told: { fine(): void; refused(error: unknown): void },
) => {
  const [preview, setPreview] = useState<CommandPreview | null>(null)
  const [previewing, setPreviewing] = useState(false)
  useEffect(() => {
    setPreview(null)
    if (!ready || asked.target.kind === 'none') return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      setPreviewing(true)
      previewCommand(asked, input, stop.signal)
        .then(
          (found) => {
            setPreview(found)
            told.fine()
          },
          (error: unknown) => {
            if (!stop.signal.aborted && error instanceof Problem && error.status !== 0) told.refused(error)
          },
        )
        .finally(() => setPreviewing(false))
    }, previewAfterMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when what is sent changes
  }, [asked, input, ready])
  return { preview, previewing }
}
