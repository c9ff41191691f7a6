import { mountApp } from '@lianke/ui'
import { pages, panels, signInDoors } from './pages.ts'

const element = document.getElementById('root')
if (element) mountApp(element, { pages, panels, signInDoors })
