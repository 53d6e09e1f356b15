# Fetches what a configuration of curl names into pages/, and counts. Arguments: the configuration, how many at once.
curl --parallel --parallel-max "$2" --config "$1" \
  --silent --location --compressed --fail --max-time 30 --write-out '%{exitcode}\n' >codes
responses=$(grep -c '^0$' codes)
all=$(grep -c . codes)
mentions=$(grep -rliF python pages | wc -l)
echo "{\"responses\":$responses,\"mentions\":$((mentions)),\"failures\":$((all - responses))}"
