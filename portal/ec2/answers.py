"""What the pages show again and again, kept in memory: the advice for a workload, and the stock of a Region.

An advice costs more than the rest of its page. It depends on nothing but the workload and the catalogue, whose token
changes with every import, so nothing here can grow old.
"""

from portal.ec2.advisor import Advice, advise
from portal.ec2.catalogue import VERSION, Catalogue, types
from portal.ec2.stock import Stock, stock
from portal.ec2.workload import Workload
from portal.kept import Kept

advices: Kept[Advice] = Kept(100)
stocks: Kept[Stock] = Kept(12)


def advice_on(workload: Workload, catalogue: Catalogue) -> Advice:
    """`catalogue` must be that of the workload's Region and system."""
    return advices.get((catalogue.token, workload), VERSION, lambda: advise(workload, catalogue.offers))


def stock_of(catalogue: Catalogue) -> Stock:
    key = (catalogue.region, catalogue.os, catalogue.token)
    return stocks.get(key, VERSION, lambda: stock(catalogue.offers, types(catalogue)))
