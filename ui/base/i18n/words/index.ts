import { commandWords } from './command.ts'
import { filterWords } from './filter.ts'
import { formWords } from './form.ts'
import { listWords } from './list.ts'
import { pageWords } from './page.ts'
import { settingsWords } from './settings.ts'
import { shellWords } from './shell.ts'

/** Every word of the shared interface, Chinese and English side by side, so that neither can be forgotten. */
export const words = {
  ...shellWords,
  ...listWords,
  ...filterWords,
  ...formWords,
  ...pageWords,
  ...settingsWords,
  ...commandWords,
}
