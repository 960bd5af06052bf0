// The languages that the app speaks.
export type Language = 'en' | 'de'
