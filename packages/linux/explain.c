// SPDX-License-Identifier: GPL-2.0
/*
 * Compares the options that were asked for with the configuration that came of it, and says for each one that
 * was lost which of its dependencies is not met. Kconfig itself drops such options without a word.
 *
 * Built beside the kernel's own scripts/kconfig/conf, from its parser and its evaluator (expr.c, symbol.c), so
 * that what it says of a dependency is what decided.
 *
 * Usage: explain KCONFIG ASKED. Exits with 1 if an option was lost.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lkc.h"

static void print_part(void *data, struct symbol *sym, const char *str)
{
	(void)data;
	fputs(str, stderr);
	if (sym && sym->name && !(sym->flags & SYMBOL_CONST))
		fprintf(stderr, " [=%s]", sym_get_string_value(sym));
}

static void print_expression(struct expr *e)
{
	expr_print(e, print_part, NULL, E_NONE);
}

/* The conjuncts of a dependency that do not hold, one a line. */
static int print_unmet(struct expr *e)
{
	if (!e)
		return 0;
	if (e->type == E_AND)
		return print_unmet(e->left.expr) + print_unmet(e->right.expr);
	if (expr_calc_value(e) == yes)
		return 0;
	fputs("    needs ", stderr);
	print_expression(e);
	fputc('\n', stderr);
	return 1;
}

static bool has_prompt(struct symbol *sym)
{
	struct property *prop;

	for_all_prompts(sym, prop)
		return true;
	return false;
}

/* The conditions of the prompt itself ("if EXPERT") that do not hold. */
static int print_unmet_prompt(struct symbol *sym)
{
	struct property *prop;
	int unmet = 0;

	for_all_prompts(sym, prop)
		unmet += print_unmet(prop->visible.expr);
	return unmet;
}

static void explain(struct symbol *sym, const char *asked)
{
	fprintf(stderr, "  %s: asked for %s, got %s\n", sym->name, asked, sym_get_string_value(sym));
	if (print_unmet(sym->dir_dep.expr))
		return;
	if (strcmp(asked, "m") == 0 && modules_sym->curr.tri == no) {
		fputs("    needs MODULES [=n]\n", stderr);
		return;
	}
	if (!has_prompt(sym)) {
		fputs("    can't be asked for: it follows from other options", stderr);
		if (sym->rev_dep.expr) {
			fputs(", ", stderr);
			print_expression(sym->rev_dep.expr);
		}
		fputc('\n', stderr);
		return;
	}
	if (print_unmet_prompt(sym))
		return;
	if (sym_is_choice_value(sym))
		fputs("    another option of the same choice is set\n", stderr);
	else if (sym->rev_dep.expr && expr_calc_value(sym->rev_dep.expr) != no) {
		fputs("    is selected by ", stderr);
		print_expression(sym->rev_dep.expr);
		fputc('\n', stderr);
	}
}

/* What .config says of a value, without the quotes of a string. */
static char *unquote(char *value)
{
	size_t length = strlen(value);

	if (length >= 2 && value[0] == '"' && value[length - 1] == '"') {
		value[length - 1] = '\0';
		return value + 1;
	}
	return value;
}

static void heading(int lost)
{
	if (!lost)
		fputs("kernel options that did not survive:\n", stderr);
}

static bool same_value(struct symbol *sym, const char *asked)
{
	const char *got = sym_get_string_value(sym);

	if (sym_get_type(sym) == S_HEX || sym_get_type(sym) == S_INT)
		return strtoull(asked, NULL, 0) == strtoull(got, NULL, 0);
	return strcmp(asked, got) == 0;
}

int main(int argc, char **argv)
{
	char line[4096];
	int lost = 0;
	FILE *file;

	if (argc != 3) {
		fprintf(stderr, "usage: explain KCONFIG ASKED\n");
		return 100;
	}
	conf_parse(argv[1]);
	conf_read(NULL);
	file = fopen(argv[2], "r");
	if (!file) {
		perror(argv[2]);
		return 111;
	}
	while (fgets(line, sizeof(line), file)) {
		char *value, *name = line + strlen("CONFIG_");
		struct symbol *sym;

		line[strcspn(line, "\n")] = '\0';
		value = strchr(line, '=');
		if (strncmp(line, "CONFIG_", strlen("CONFIG_")) || !value)
			continue;
		*value++ = '\0';
		value = unquote(value);
		sym = sym_find(name);
		if (!sym || sym->type == S_UNKNOWN) {
			if (strcmp(value, "n") == 0)
				continue;
			heading(lost++);
			fprintf(stderr, "  %s: asked for %s, but this kernel has no option of that name\n", name, value);
			continue;
		}
		sym_calc_value(sym);
		if (same_value(sym, value))
			continue;
		heading(lost++);
		explain(sym, value);
	}
	fclose(file);
	return lost ? 1 : 0;
}
