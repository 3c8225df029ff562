var x = 1; System.GC.KeepAlive(x);
