"""What if the corpus is larger than memory? Parts of it, read, analysed and written one by one through Dask."""
