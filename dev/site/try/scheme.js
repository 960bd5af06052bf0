// Light or dark before the first paint, as chosen in the rest of the site.
{
  const chosen = localStorage.getItem('vitepress-theme-appearance') ?? 'auto'
  const isDark =
    chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', isDark)
}
