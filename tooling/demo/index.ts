export { type DemoLoaded, type DemoOptions, demoPassword, type DemoSignIn, demoSignIn, loadDemo } from './load-demo.ts'
export { type DemoRemoved, removeDemo } from './remove-demo.ts'
