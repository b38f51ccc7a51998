"""The command line: `python manage.py COMMAND --help`. Commands live in `commands/`, one module a subject."""

import typer

from commands import accounts_, export_, house, map_, plans_, returns_, rounds_, safety_, status_

app = typer.Typer(
    help="Sổ chỉ tiêu Dân vận: báo cáo của xã so với các mốc 2025 và 2030.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command("init")(house.init)
app.command("template")(returns_.template)
app.command("rounds")(rounds_.rounds)
app.command("check")(returns_.check)
app.command("load")(returns_.load)
app.command("status")(status_.status)
app.command("completeness")(rounds_.completeness_command)
app.command("units")(map_.units)
app.command("lineage")(map_.lineage)
app.command("export")(export_.export)
app.command("backup")(safety_.backup)
app.command("restore")(safety_.restore)
app.command("audit")(safety_.audit)
app.command("serve")(house.serve)
app.add_typer(accounts_.app, name="account")
app.add_typer(plans_.app, name="plans")

if __name__ == "__main__":
    app()
