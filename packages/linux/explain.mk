
# Added by Liminix: compares what was asked for with .config; see explain.c.
hostprogs += explain
explain-objs := explain.o $(common-objs)
PHONY += explainconfig
explainconfig: $(obj)/explain
	$(Q)$< $(Kconfig) $(ASKED)
