"""A Dask worker in this process: nothing has to be started for most tests."""

import pytest


@pytest.fixture(scope="session")
def client():
    from distributed import Client

    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        yield client
