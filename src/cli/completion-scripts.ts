/** Answers that the path of a file is being typed: it is no candidate. */
export const FILES = ':files';

/**
 * What each shell runs at the Tab key. All of them ask `tousu complete N -- WORDS`: the words after `tousu`, of which
 * the Nth is being typed; what comes back is a line for each candidate, its meaning behind a tab. Both are
 * passed on as they are and never evaluated: a case may hold any text. Where the path of a file is meant, one line says
 * so, and the shell completes it; everywhere else it offers no files.
 */
export const completionScripts = {
  bash: `_tousu() {
  local candidate
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    if [[ $candidate = '${FILES}' ]]; then compopt -o default; return; fi
    [[ -n $candidate ]] && COMPREPLY+=("$(printf '%q' "$candidate")")
  done < <(tousu complete "$COMP_CWORD" -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _tousu tousu`,
  zsh: `#compdef tousu
_tousu() {
  local line
  local -a found
  while IFS= read -r line; do
    if [[ $line = '${FILES}' ]]; then _files; return; fi
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(tousu complete $((CURRENT - 1)) -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe tousu found
}
if [ "\${funcstack[1]}" = _tousu ]; then _tousu; else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i; }
  compdef _tousu tousu
fi`,
  fish: `function __tousu_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l found (tousu complete (count $words) -- $words[2..-1] "$current" 2>/dev/null)
  if test "$found[1]" = '${FILES}'
    __fish_complete_path "$current"
  else
    printf '%s\\n' $found
  end
end
complete -c tousu -f -a '(__tousu_complete)'`,
  powershell: `Register-ArgumentCompleter -Native -CommandName tousu -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
  $place = $words.Count
  if ($wordToComplete -eq '') { $place += 1 }
  $before = [Console]::OutputEncoding
  [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
  try { $found = @(tousu complete $place -- @words 2>$null) } finally { [Console]::OutputEncoding = $before }
  if ($found.Count -gt 0 -and $found[0] -eq '${FILES}') { return }
  # An empty answer keeps it from offering files.
  if (-not ($found -join '')) { return '' }
  $found | ForEach-Object {
    $candidate, $meaning = $_ -split "\`t", 2
    if (-not $meaning) { $meaning = $candidate }
    $text = if ($candidate -match '[^\\w-]') { "'" + $candidate.Replace("'", "''") + "'" } else { $candidate }
    [System.Management.Automation.CompletionResult]::new($text, $candidate, 'ParameterValue', $meaning)
  }
}`,
} as const;
